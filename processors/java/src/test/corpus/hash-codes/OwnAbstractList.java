// example: hashCode that a class inherits from AbstractList
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnAbstractList implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }
    static class Levels extends AbstractList<Level> {
        public Level get(int index) { return Level.TOP; }
        public int size() { return 2; }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Levels().hashCode()));
        context.emit(Value.of("" + new Levels()));
    }
}
