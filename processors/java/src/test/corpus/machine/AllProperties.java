// example: java.util.Properties
// expect: refused: it reads files; use a Map

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class AllProperties implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.util.Properties()));
    }
}
