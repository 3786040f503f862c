// example: Executors
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Pools implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Executors.newCachedThreadPool().submit(() -> 1).get();
    }
}
