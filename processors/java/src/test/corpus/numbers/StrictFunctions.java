// example: StrictMath
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StrictFunctions implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + (StrictMath.sin(1e10) == Math.sin(1e10))));
        context.emit(Value.of("" + StrictMath.cos(0.1)));
        context.emit(Value.of("" + StrictMath.tan(1.5)));
    }
}
