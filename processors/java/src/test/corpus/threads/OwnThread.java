// example: class extends Thread
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnThread implements Processor {
    static class Worker extends Thread {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new Worker().start();
    }
}
