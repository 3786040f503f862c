// example: field drawn at the first message
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LazyField implements Processor {
    UUID id;

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        if (id == null) {
            id = UUID.randomUUID();
        }
        context.emit(Value.of("" + id));
    }
}
