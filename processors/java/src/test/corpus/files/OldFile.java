// example: new File
// expect: refused: a processor must not read or write files

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OldFile implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.io.File("x").length()));
    }
}
