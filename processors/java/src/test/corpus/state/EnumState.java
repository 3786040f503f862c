// example: state in an enum constant
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class EnumState implements Processor {
    enum Level { LOW; int count; }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ++Level.LOW.count));
    }
}
