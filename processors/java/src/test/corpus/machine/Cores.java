// example: Runtime.availableProcessors
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Cores implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Runtime.getRuntime().availableProcessors()));
    }
}
