// example: NaN and its bits
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NotANumber implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + (0.0 / 0.0)));
        context.emit(Value.of("" + (Double.doubleToRawLongBits(0.0 / 0.0))));
        context.emit(Value.of("" + Double.doubleToRawLongBits(Math.sqrt(-1))));
        context.emit(Value.of("" + (Float.floatToRawIntBits((float) (0.0 / 0.0)))));
        context.emit(Value.of("" + (Double.doubleToLongBits(Double.longBitsToDouble(0x7ff0000000000001L) + 0))));
    }
}
