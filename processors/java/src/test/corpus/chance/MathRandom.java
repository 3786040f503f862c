// example: Math.random
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MathRandom implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Math.random()));
        context.emit(Value.of("" + StrictMath.random()));
    }
}
