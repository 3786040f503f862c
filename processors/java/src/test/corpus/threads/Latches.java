// example: CountDownLatch
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Latches implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
    }
}
