// example: clock and chance in the store
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class TimesInState implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.state().put(UUID.randomUUID().toString(), Value.of(Instant.now()));
        context.state().put("chance", Value.of(Math.random()));
        context.emit(Value.of(context.state().size()));
    }
}
