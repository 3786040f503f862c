// example: ConcurrentHashMap.forEach(1, …)
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ConcurrentMapParallel implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        new ConcurrentHashMap<>(Map.of(1, 2)).forEach(1, (k, v) -> context.emit(Value.of(k)));
    }
}
