// example: ConcurrentHashMap.newKeySet
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ConcurrentKeySet implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Set<Level> set = ConcurrentHashMap.newKeySet();
        set.addAll(List.of(Level.values()));
        context.emit(Value.of("" + set));
    }
}
