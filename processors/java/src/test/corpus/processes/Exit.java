// example: System.exit
// expect: refused: a processor must not end the run

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Exit implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        System.exit(3);
    }
}
