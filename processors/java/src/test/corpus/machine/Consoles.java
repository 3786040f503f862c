// example: System.console, System.in
// expect: refused: a processor must not

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Consoles implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + System.console()));
    }
}
