// example: iteration over the store
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class IterateState implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.state().put(message.value(), Value.of(message.sequence()));
        for (Map.Entry<Value, Value> entry : context.state().entries()) {
            context.emit(entry.getKey());
        }
    }
}
