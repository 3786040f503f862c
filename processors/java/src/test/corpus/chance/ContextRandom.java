// example: context.random
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ContextRandom implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + context.random().nextLong()));
        context.emit(Value.of("" + context.random().nextGaussian()));
    }
}
