// example: String.class.getDeclaredField("value")
// expect: stops: NoSuchFieldException: value

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PrivateOfJdk implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + String.class.getDeclaredField("value")));
    }
}
