// example: getResourceAsStream
// expect: refused: a processor must not read files

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ResourceStream implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + getClass().getResourceAsStream("x")));
    }
}
