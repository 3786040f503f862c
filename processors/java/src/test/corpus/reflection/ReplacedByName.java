// example: Math.class.getMethod("random").invoke
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ReplacedByName implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Math.class.getMethod("random").invoke(null)));
        context.emit(Value.of("" + Instant.class.getMethod("now").invoke(null)));
        context.emit(Value.of("" + Locale.class.getMethod("getDefault").invoke(null)));
        context.emit(Value.of("" + Math.class.getMethod("sin", double.class).invoke(null, 1e10)));
        context.emit(Value.of("" + String.class.getMethod("toUpperCase").invoke("title")));
        context.emit(Value.of("" + Set.class.getMethod("of", Object[].class).invoke(null, (Object) new Object[] {"a", "b", "c", "d"})));
    }
}
