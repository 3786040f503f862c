// example: Runtime.halt
// expect: refused: a processor must not see the machine

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Halt implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runtime.getRuntime().halt(3);
    }
}
