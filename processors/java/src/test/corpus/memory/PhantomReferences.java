// example: PhantomReference
// expect: refused: new java.lang.ref.PhantomReference is refused: when memory is freed differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PhantomReferences implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.lang.ref.PhantomReference<>(this, null)));
    }
}
