// example: LocalDateTime.now
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateAndTime implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + LocalDate.now()));
        context.emit(Value.of("" + LocalTime.now()));
        context.emit(Value.of("" + LocalDateTime.now()));
        context.emit(Value.of("" + LocalDate.now(ZoneId.of("Pacific/Kiritimati"))));
        context.emit(Value.of("" + LocalTime.now(Clock.systemDefaultZone())));
    }
}
