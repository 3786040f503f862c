// example: System.getenv
// expect: refused: a processor must not read the environment

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Environment implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + System.getenv("HOME")));
    }
}
