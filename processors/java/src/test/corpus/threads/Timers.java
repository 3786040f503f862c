// example: java.util.Timer
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Timers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new java.util.Timer().schedule(null, 1);
    }
}
