// example: calendar.getDisplayName
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CalendarNames implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new GregorianCalendar(2026, 1, 1).getDisplayName(Calendar.MONTH, Calendar.LONG, Locale.getDefault())));
    }
}
