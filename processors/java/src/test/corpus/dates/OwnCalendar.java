// example: class extends Calendar
// expect: refused: new java.util.Calendar is refused

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnCalendar implements Processor {
    abstract static class Own extends Calendar {
        Own() {
            super();
        }
    }

    Object own = new Object() {
        Class<?> type() {
            return Own.class;
        }
    };

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new GregorianCalendar(2020, 1, 1).getTime()));
    }
}
