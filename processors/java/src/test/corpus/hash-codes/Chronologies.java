// example: Chronology.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Chronologies implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.time.chrono.IsoChronology.INSTANCE.hashCode()));
        context.emit(Value.of("" + java.time.chrono.ThaiBuddhistChronology.INSTANCE.period(1, 2, 3).hashCode()));
        context.emit(Value.of("" + java.time.chrono.MinguoDate.of(1, 2, 3).hashCode()));
        context.emit(Value.of("" + java.time.chrono.MinguoDate.of(1, 2, 3).atTime(LocalTime.NOON).hashCode()));
        context.emit(Value.of("" + java.time.chrono.MinguoDate.of(1, 2, 3).atTime(LocalTime.NOON).atZone(ZoneOffset.UTC).hashCode()));
        context.emit(Value.of("" + Objects.hash(java.time.chrono.JapaneseChronology.INSTANCE)));
    }
}
