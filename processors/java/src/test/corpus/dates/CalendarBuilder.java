// example: Calendar.Builder
// expect: refused: it takes the machine's zone and locale; use java.time

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CalendarBuilder implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Calendar.Builder().setDate(2026, 1, 1).build().getTime()));
    }
}
