// example: WeakHashMap
// expect: refused: when memory is freed differs between runs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class WeakMap implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new WeakHashMap<>(Map.of(1, 2))));
    }
}
