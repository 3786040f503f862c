// example: ConcurrentHashMap with enum keys
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ConcurrentMapOfEnums implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<Level, Integer> map = new ConcurrentHashMap<>();
        for (Level level : Level.values()) {
            map.put(level, level.ordinal());
        }
        context.emit(Value.of("" + map));
        context.emit(Value.of("" + map.keySet()));
        context.emit(Value.of("" + map.values()));
    }
}
