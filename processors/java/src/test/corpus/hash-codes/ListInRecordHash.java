// example: record with a List of enums
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ListInRecordHash implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }
    record Key(List<Level> levels) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Key(List.of(Level.LOW)).hashCode()));
        context.emit(Value.of("" + Objects.hash(List.of(Level.LOW))));
    }
}
