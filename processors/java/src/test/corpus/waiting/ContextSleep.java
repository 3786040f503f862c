// example: context.sleep
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ContextSleep implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.sleep(Duration.ofMinutes(1));
        context.emit(Value.of("" + Instant.now()));
    }
}
