// example: Class.forName of what is refused
// expect: stops: java.lang.Thread is refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ForNameOfRefused implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Class.forName("java.lang.Thread")));
    }
}
