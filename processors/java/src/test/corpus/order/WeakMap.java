// example: WeakHashMap
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class WeakMap implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new WeakHashMap<>(Map.of(1, 2))));
    }
}
