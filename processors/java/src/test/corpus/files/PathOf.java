// example: Path.of
// expect: refused: a processor must not read or write files

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PathOf implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.nio.file.Path.of("x").toAbsolutePath()));
    }
}
