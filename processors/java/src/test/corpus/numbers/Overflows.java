// example: integer overflow and shifts
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Overflows implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + (Integer.MAX_VALUE + 1)));
        context.emit(Value.of("" + (1 << 33)));
        context.emit(Value.of("" + (-7 / 2 + " " + -7 % 2 + " " + Math.floorMod(-7, 2))));
        context.emit(Value.of("" + (int) 1e20));
        context.emit(Value.of("" + (long) Double.NaN));
        context.emit(Value.of("" + ((char) 70000 + 0)));
    }
}
