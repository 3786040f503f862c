// example: DateTimeFormatter.ofLocalizedPattern
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.time.format.*;

public class FormatterOfPattern implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + DateTimeFormatter.ofLocalizedPattern("yMMMd").format(LocalDate.of(2026, 7, 1))));
        context.emit(Value.of("" + DateTimeFormatter.ISO_WEEK_DATE.format(LocalDate.of(2026, 7, 1))));
    }
}
