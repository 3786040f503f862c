// example: Runtime.exec
// expect: refused: a processor must not see the machine

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RuntimeExec implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runtime.getRuntime().exec(new String[] {"ls"});
    }
}
