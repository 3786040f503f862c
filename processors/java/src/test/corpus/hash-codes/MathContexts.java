// example: MathContext.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MathContexts implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + MathContext.DECIMAL32.hashCode()));
        context.emit(Value.of("" + List.of(MathContext.UNLIMITED).hashCode()));
        context.emit(Value.of("" + MathContext.DECIMAL32));
    }
}
