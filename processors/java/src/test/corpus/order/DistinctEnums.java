// example: stream.distinct
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class DistinctEnums implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Stream.of(Level.PEAK, Level.LOW, Level.PEAK).distinct().toList()));
        context.emit(Value.of("" + Stream.of(Level.values()).sorted(Comparator.reverseOrder()).toList()));
        context.emit(Value.of("" + Stream.of(Level.values()).unordered().distinct().toList()));
    }
}
