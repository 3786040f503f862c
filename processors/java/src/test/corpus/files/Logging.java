// example: java.util.logging
// expect: refused: log with context.log or System.out

import module java.base;
import module java.logging;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Logging implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.util.logging.Logger.getLogger("x").info("y");
    }
}
