// example: Calendar.getInstance
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CalendarInstance implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Calendar.getInstance().getTime()));
        context.emit(Value.of("" + Calendar.getInstance().getTimeZone().getID()));
        context.emit(Value.of("" + Calendar.getInstance().getFirstDayOfWeek()));
        context.emit(Value.of("" + Calendar.getInstance(Locale.US).get(Calendar.HOUR_OF_DAY)));
        context.emit(Value.of("" + Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo")).get(Calendar.HOUR_OF_DAY)));
    }
}
