// example: Thread.currentThread().getName, threadId
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ThreadName implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Thread.currentThread().getName()));
        context.emit(Value.of("" + Thread.currentThread().threadId()));
    }
}
