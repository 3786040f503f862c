// example: hashCode of JDK values
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LocaleAndDates implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + LocalDate.of(2026, 1, 1).hashCode()));
        context.emit(Value.of("" + Locale.US.hashCode()));
        context.emit(Value.of("" + new UUID(1, 2).hashCode()));
        context.emit(Value.of("" + ZoneId.of("Asia/Tokyo").hashCode()));
        context.emit(Value.of("" + Duration.ofDays(1).hashCode()));
        context.emit(Value.of("" + DayOfWeek.MONDAY.hashCode()));
        context.emit(Value.of("" + Optional.of(1).hashCode()));
    }
}
