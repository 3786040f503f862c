// example: List.of(enum).hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ListOfEnumsHash implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + List.of(Level.LOW).hashCode()));
        context.emit(Value.of("" + new ArrayList<>(List.of(Level.LOW)).hashCode()));
        context.emit(Value.of("" + Set.of(Level.LOW).hashCode()));
        context.emit(Value.of("" + Arrays.asList(Level.LOW).hashCode()));
        context.emit(Value.of("" + EnumSet.of(Level.LOW).hashCode()));
        context.emit(Value.of("" + Optional.of(Level.LOW).hashCode()));
    }
}
