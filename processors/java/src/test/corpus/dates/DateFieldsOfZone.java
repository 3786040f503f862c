// example: date.getHours
// expect: refused: it takes the machine's zone; use java.time

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateFieldsOfZone implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Date().getHours()));
    }
}
