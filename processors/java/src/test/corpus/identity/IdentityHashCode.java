// example: System.identityHashCode
// expect: refused: it is made from the object's address, which differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class IdentityHashCode implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + System.identityHashCode("a")));
    }
}
