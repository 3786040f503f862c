// example: DateTimeFormatter.ofPattern
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.time.format.*;

public class Formatters implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + DateTimeFormatter.ofPattern("EEEE d MMMM uuuu").format(LocalDate.of(2026, 7, 1))));
        context.emit(Value.of("" + DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).format(LocalDate.of(2026, 7, 1))));
        context.emit(Value.of("" + new DateTimeFormatterBuilder().appendPattern("EEE").toFormatter().format(LocalDate.of(2026, 7, 1))));
        context.emit(Value.of("" + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now())));
    }
}
