// example: Thread.class.getMethod
// expect: stops: NoSuchMethodException: java.lang.Thread.start

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RefusedByName implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Thread.currentThread().getClass().getMethod("start")));
    }
}
