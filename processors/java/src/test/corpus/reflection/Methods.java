// example: Class.getDeclaredMethods
// expect: refused: a processor must not use reflection

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Methods implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + getClass().getDeclaredMethods().length));
    }
}
