// example: Math.sin, pow, exp
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MathFunctions implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Math.sin(1e10)));
        context.emit(Value.of("" + Math.pow(1.1, 100.3)));
        context.emit(Value.of("" + Math.exp(2.2)));
        context.emit(Value.of("" + Math.log10(7)));
        context.emit(Value.of("" + Math.tanh(0.3)));
        context.emit(Value.of("" + Math.cbrt(3)));
        context.emit(Value.of("" + Math.hypot(1e-3, 7)));
        context.emit(Value.of("" + Math.atan2(3, 4)));
    }
}
