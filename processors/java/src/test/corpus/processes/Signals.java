// example: sun.misc.Signal
// expect: refused: it is internal to the JDK

import module java.base;
import module jdk.unsupported;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Signals implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        sun.misc.Signal.raise(new sun.misc.Signal("INT"));
    }
}
