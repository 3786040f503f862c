// example: record.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RecordHash implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }
    record Key(Level level, DayOfWeek day) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Key(Level.LOW, DayOfWeek.MONDAY).hashCode()));
        context.emit(Value.of("" + new Key(Level.LOW, null).hashCode()));
    }
}
