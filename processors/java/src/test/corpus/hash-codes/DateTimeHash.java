// example: MonthDay, Period, ZonedDateTime hashes
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateTimeHash implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + MonthDay.of(1, 2).hashCode()));
        context.emit(Value.of("" + Period.ofDays(1).hashCode()));
        context.emit(Value.of("" + ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of("Asia/Tokyo")).hashCode()));
        context.emit(Value.of("" + java.time.chrono.ThaiBuddhistDate.of(2569, 1, 1).hashCode()));
    }
}
