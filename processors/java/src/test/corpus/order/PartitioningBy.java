// example: Collectors.partitioningBy
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class PartitioningBy implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + (Arrays.stream(Level.values()).collect(Collectors.partitioningBy(level -> level.ordinal() > 2, Collectors.toSet())))));
        context.emit(Value.of("" + (Arrays.stream(Level.values()).collect(Collectors.teeing(Collectors.toSet(), Collectors.counting(), (a, b) -> a + "" + b)))));
    }
}
