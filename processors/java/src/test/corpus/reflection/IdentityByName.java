// example: Object.class.getMethod("hashCode").invoke
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class IdentityByName implements Processor {
    interface Named {
        String toString();
    }

    private final Named named = new Named() {};

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Object.class.getMethod("hashCode").invoke(new Object())));
        context.emit(Value.of("" + Object.class.getMethod("toString").invoke(new int[1])));
        context.emit(Value.of("" + Named.class.getMethod("toString").invoke(named)));
        context.emit(Value.of("" + Objects.class.getMethod("hashCode", Object.class).invoke(null, RoundingMode.UP)));
    }
}
