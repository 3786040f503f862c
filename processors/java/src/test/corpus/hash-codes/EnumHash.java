// example: enum.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class EnumHash implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Level.TOP.hashCode()));
        context.emit(Value.of("" + TimeUnit.DAYS.hashCode()));
        context.emit(Value.of("" + Objects.hash(Level.LOW, Level.TOP)));
        context.emit(Value.of("" + Objects.hashCode(Level.LOW)));
        context.emit(Value.of("" + Arrays.hashCode(Level.values())));
    }
}
