// example: InheritableThreadLocal
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InheritableLocals implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new InheritableThreadLocal<Integer>().get()));
    }
}
