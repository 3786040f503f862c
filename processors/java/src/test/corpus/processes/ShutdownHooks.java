// example: Runtime.addShutdownHook
// expect: refused: a processor must not see the machine

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ShutdownHooks implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runtime.getRuntime().addShutdownHook(null);
    }
}
