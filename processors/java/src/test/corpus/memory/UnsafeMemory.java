// example: Unsafe
// expect: refused: it is internal to the JDK

import module java.base;
import module jdk.unsupported;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class UnsafeMemory implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + sun.misc.Unsafe.getUnsafe().addressSize()));
    }
}
