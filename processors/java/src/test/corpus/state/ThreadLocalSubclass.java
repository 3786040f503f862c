// example: class extends ThreadLocal
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ThreadLocalSubclass implements Processor {
    private static final ThreadLocal<List<Long>> LOCAL = new ThreadLocal<>() {
        @Override
        protected List<Long> initialValue() {
            return new ArrayList<>();
        }
    };

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        LOCAL.get().add(message.sequence());
        context.emit(Value.of(LOCAL.get().toString()));
        LOCAL.remove();
    }
}
