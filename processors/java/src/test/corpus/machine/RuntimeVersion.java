// example: Runtime.version
// expect: refused: a processor must not see the machine

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RuntimeVersion implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Runtime.version()));
    }
}
