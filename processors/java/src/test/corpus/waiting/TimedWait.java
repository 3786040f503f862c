// example: TimeUnit.timedWait
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class TimedWait implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        synchronized (this) {
            TimeUnit.MILLISECONDS.timedWait(this, 10);
        }
    }
}
