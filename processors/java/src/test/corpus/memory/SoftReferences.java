// example: SoftReference
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SoftReferences implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.lang.ref.SoftReference<>(new Object()).get()));
    }
}
