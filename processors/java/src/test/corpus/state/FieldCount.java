// example: field
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FieldCount implements Processor {
    int count;

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ++count));
    }
}
