// example: AtomicIntegerFieldUpdater
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FieldUpdaters implements Processor {
    static class X { volatile int count; }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.util.concurrent.atomic.AtomicIntegerFieldUpdater.newUpdater(X.class, "count")));
    }
}
