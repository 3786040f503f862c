// example: date across a clock change
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MillisOfLocalDate implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + LocalDate.of(2026, 3, 29).atStartOfDay(ZoneId.systemDefault()).toInstant()));
        context.emit(Value.of("" + new GregorianCalendar(2026, 2, 29, 2, 30).getTimeInMillis()));
    }
}
