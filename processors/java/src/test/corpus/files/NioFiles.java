// example: Files.readString
// expect: refused: java.nio.file.Files.readString is refused: a processor must not read or write files

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NioFiles implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.nio.file.Files.readString(null)));
    }
}
