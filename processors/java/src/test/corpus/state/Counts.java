// example: counts in the store
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Counts implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        long count = context.state().has("count") ? context.state().get("count").asLong() : 0;
        context.state().put("count", Value.of(count + 1));
        context.emit(Value.of("" + count));
    }
}
