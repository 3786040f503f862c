// example: hash codes of the JDK's enums
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class EnumOfJdk implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + RoundingMode.UP.hashCode()));
        context.emit(Value.of("" + Objects.hash(TimeUnit.DAYS, java.time.temporal.ChronoUnit.DAYS)));
        context.emit(Value.of("" + List.of(RoundingMode.UP, DayOfWeek.MONDAY).hashCode()));
        context.emit(Value.of("" + Map.entry(RoundingMode.UP, 1).hashCode()));
        context.emit(Value.of("" + Optional.of(RoundingMode.UP).hashCode()));
    }
}
