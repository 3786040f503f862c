// example: HashMap.newHashMap
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NewHashMap implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Map<Level, Integer> map = HashMap.newHashMap(9);
        for (Level level : Level.values()) {
            map.put(level, 1);
        }
        Set<Level> set = HashSet.newHashSet(9);
        set.addAll(map.keySet());
        context.emit(Value.of("" + map));
        context.emit(Value.of("" + set));
    }
}
