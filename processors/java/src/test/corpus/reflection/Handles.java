// example: MethodHandles.lookup
// expect: refused: a processor must not use reflection

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Handles implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.invoke.MethodHandles.lookup().findStatic(System.class, "nanoTime", java.lang.invoke.MethodType.methodType(long.class)).type()));
    }
}
