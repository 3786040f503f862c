// example: class extends HashMap
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnHashMap implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }
    static class Counts extends HashMap<Level, Integer> {
        Counts() {}
        Counts(Map<Level, Integer> counts) { super(counts); }
        void count(Level level) { merge(level, 1, Integer::sum); }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Counts counts = new Counts();
        for (Level level : Level.values()) {
            counts.count(level);
        }
        context.emit(Value.of("" + counts));
        context.emit(Value.of("" + new Counts(counts)));
    }
}
