// example: Integer.valueOf(1000) ==
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class BoxIdentity implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Integer one = 1000;
        Integer other = 1000;
        context.emit(Value.of("" + (one == other)));
        context.emit(Value.of("" + one.equals(other)));
    }
}
