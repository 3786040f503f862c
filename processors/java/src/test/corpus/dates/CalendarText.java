// example: calendar.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CalendarText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Calendar calendar = Calendar.getInstance();
        calendar.get(Calendar.YEAR);
        context.emit(Value.of("" + calendar));
        context.emit(Value.of("" + calendar.hashCode()));
    }
}
