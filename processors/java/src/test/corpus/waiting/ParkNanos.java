// example: LockSupport.parkNanos
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ParkNanos implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.util.concurrent.locks.LockSupport.parkNanos(1000);
    }
}
