// example: lazily loaded holder that draws
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LazyHolder implements Processor {
    static class Holder {
        static final UUID ID = UUID.randomUUID();
        static final Instant AT = Instant.now();
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Holder.ID));
        context.emit(Value.of("" + Holder.AT));
    }
}
