// example: hashMap.clone
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class HashMapClone implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        HashMap<Level, Integer> map = new HashMap<>();
        for (Level level : Level.values()) {
            map.put(level, 1);
        }
        context.emit(Value.of("" + map.clone()));
        context.emit(Value.of("" + new HashSet<>(map.keySet()).clone()));
    }
}
