// example: Map.of(enum, …).hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MapOfEnumsHash implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Map.of(Level.LOW, 1).hashCode()));
        context.emit(Value.of("" + Map.entry(Level.LOW, 1).hashCode()));
        context.emit(Value.of("" + new EnumMap<>(Map.of(Level.LOW, 1)).hashCode()));
        context.emit(Value.of("" + new HashMap<>(Map.of(1, Level.LOW)).hashCode()));
        context.emit(Value.of("" + new AbstractMap.SimpleEntry<>(Level.LOW, 1).hashCode()));
        context.emit(Value.of("" + new TreeMap<>(Map.of(1, Level.LOW)).hashCode()));
    }
}
