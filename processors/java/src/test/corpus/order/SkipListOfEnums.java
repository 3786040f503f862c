// example: ConcurrentSkipListMap, TreeMap
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SkipListOfEnums implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new ConcurrentSkipListMap<>(Map.of(Level.TOP, 1, Level.LOW, 2))));
        context.emit(Value.of("" + new TreeMap<>(Map.of(Level.TOP, 1, Level.LOW, 2))));
        context.emit(Value.of("" + new EnumMap<>(Map.of(Level.TOP, 1, Level.LOW, 2))));
        context.emit(Value.of("" + EnumSet.allOf(Level.class)));
    }
}
