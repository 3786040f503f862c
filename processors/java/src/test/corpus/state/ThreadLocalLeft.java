// example: ThreadLocal.withInitial
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ThreadLocalLeft implements Processor {
    private static final ThreadLocal<Long> LOCAL = ThreadLocal.withInitial(() -> System.nanoTime());

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + LOCAL.get()));
        LOCAL.remove();
    }
}
