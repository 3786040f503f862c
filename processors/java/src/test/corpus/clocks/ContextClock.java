// example: context.now
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ContextClock implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + context.now()));
        context.emit(Value.of("" + context.now().compareTo(Instant.now())));
    }
}
