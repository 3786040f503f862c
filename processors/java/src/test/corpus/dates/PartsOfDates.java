// example: YearMonth.now
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PartsOfDates implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Year.now()));
        context.emit(Value.of("" + YearMonth.now()));
        context.emit(Value.of("" + MonthDay.now()));
        context.emit(Value.of("" + Year.now(ZoneId.systemDefault())));
    }
}
