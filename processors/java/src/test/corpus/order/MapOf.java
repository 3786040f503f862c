// example: Map.of
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MapOf implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Map.of("a", 1, "b", 2, "c", 3)));
        context.emit(Value.of("" + Map.copyOf(new HashMap<>(Map.of(3, 1, 4, 1)))));
        context.emit(Value.of("" + Map.ofEntries(Map.entry("z", 1), Map.entry("y", 2))));
    }
}
