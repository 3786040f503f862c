// example: Thread.dumpStack
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DumpStack implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Thread.dumpStack();
    }
}
