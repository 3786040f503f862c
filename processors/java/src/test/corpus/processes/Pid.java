// example: ProcessHandle.pid
// expect: refused: a processor must not start processes

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Pid implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ProcessHandle.current().pid()));
    }
}
