// example: DayOfWeek.getDisplayName
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NamesOfDays implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + DayOfWeek.MONDAY.getDisplayName(java.time.format.TextStyle.FULL, Locale.getDefault())));
        context.emit(Value.of("" + Month.MAY.getDisplayName(java.time.format.TextStyle.SHORT, Locale.ROOT)));
        context.emit(Value.of("" + java.time.temporal.WeekFields.of(Locale.getDefault()).getFirstDayOfWeek()));
    }
}
