// example: Double.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class TextOfDoubles implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + (0.1 + 0.2)));
        context.emit(Value.of("" + 1e21));
        context.emit(Value.of("" + 2e-3f));
        context.emit(Value.of("" + Double.MIN_VALUE));
        context.emit(Value.of("" + (float) 1e10));
        context.emit(Value.of("" + Double.toHexString(0.1)));
        context.emit(Value.of("" + Double.parseDouble("1e-400")));
        context.emit(Value.of("" + Float.float16ToFloat((short) 0x3555)));
    }
}
