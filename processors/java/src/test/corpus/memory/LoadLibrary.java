// example: System.loadLibrary
// expect: refused: a processor must not leave the JVM

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LoadLibrary implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        System.loadLibrary("x");
    }
}
