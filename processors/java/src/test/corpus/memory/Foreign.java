// example: MemorySegment
// expect: refused: a processor must not leave the JVM

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Foreign implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.foreign.MemorySegment.ofArray(new byte[1]).address()));
    }
}
