// example: Math::sin
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MathReference implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        DoubleUnaryOperator sine = Math::sin;
        DoubleBinaryOperator power = Math::pow;
        context.emit(Value.of("" + sine.applyAsDouble(1e6)));
        context.emit(Value.of("" + power.applyAsDouble(1.1, 9.9)));
    }
}
