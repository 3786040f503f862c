// example: Thread::new
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ThreadReference implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Supplier<Thread> make = Thread::new;
        make.get().start();
    }
}
