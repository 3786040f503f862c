// example: IdentityHashMap
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class IdentityMap implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new IdentityHashMap<>(Map.of(1, 2))));
    }
}
