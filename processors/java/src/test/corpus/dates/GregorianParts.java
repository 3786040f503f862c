// example: new GregorianCalendar
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class GregorianParts implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new GregorianCalendar().getTimeInMillis()));
        context.emit(Value.of("" + new GregorianCalendar(2026, 1, 1).getTimeInMillis()));
        context.emit(Value.of("" + new GregorianCalendar(2026, 1, 1, 4, 5).toInstant()));
        context.emit(Value.of("" + new GregorianCalendar().toZonedDateTime()));
    }
}
