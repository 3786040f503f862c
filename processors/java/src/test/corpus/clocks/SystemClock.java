// example: System.currentTimeMillis
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SystemClock implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + System.currentTimeMillis()));
        context.emit(Value.of("" + System.nanoTime()));
    }
}
