// example: DateFormat.getDateInstance
// expect: refused: it takes the machine's zone and locale; use SimpleDateFormat

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LocalDateFormat implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.text.DateFormat.getDateInstance().format(new Date())));
    }
}
