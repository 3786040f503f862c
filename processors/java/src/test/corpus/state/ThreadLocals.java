// example: ThreadLocal
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ThreadLocals implements Processor {
    static final ThreadLocal<Integer> COUNT = ThreadLocal.withInitial(() -> 0);

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        COUNT.set(COUNT.get() + 1);
        context.emit(Value.of("" + COUNT.get()));
    }
}
