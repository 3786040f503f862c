// example: Instant.now
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InstantNow implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Instant.now()));
        context.emit(Value.of("" + Instant.now(Clock.systemUTC())));
    }
}
