// example: Class.accessFlags
// expect: refused: java.lang.Class.accessFlags is refused: its order differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Flags implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + String.class.accessFlags()));
    }
}
