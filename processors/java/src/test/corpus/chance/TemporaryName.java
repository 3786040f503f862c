// example: File.createTempFile
// expect: refused: a processor must not read or write files

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class TemporaryName implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.io.File.createTempFile("a", "b")));
    }
}
