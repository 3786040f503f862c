// example: new Thread
// expect: refused: java.lang.Thread is refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NewThread implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new Thread(() -> context.emit(Value.of(1))).start();
    }
}
