// example: static initializer of a class that only Class.forName names
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LateClass implements Processor {
    public static class Late {
        public static final Instant AT = Instant.now();
        public static final UUID ID = UUID.randomUUID();
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Class.forName("LateClass$" + "Late").getField("AT").get(null)));
        context.emit(Value.of("" + Class.forName("LateClass$" + "Late").getField("ID").get(null)));
    }
}
