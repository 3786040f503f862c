// example: Math.fma
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FusedMultiply implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Math.fma(0.1, 10.0, -1.0)));
        context.emit(Value.of("" + Math.fma(0.1f, 10f, -1f)));
        context.emit(Value.of("" + (0.1 * 10.0 - 1.0)));
    }
}
