// example: Collectors.groupingBy
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class CollectorsOfEnums implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.stream(Level.values()).collect(Collectors.groupingBy(level -> level))));
        context.emit(Value.of("" + Arrays.stream(Level.values()).collect(Collectors.toSet())));
        context.emit(Value.of("" + Arrays.stream(Level.values()).collect(Collectors.toMap(level -> level, level -> 1))));
        context.emit(Value.of("" + Arrays.stream(Level.values()).collect(Collectors.groupingBy(level -> level, Collectors.counting()))));
    }
}
