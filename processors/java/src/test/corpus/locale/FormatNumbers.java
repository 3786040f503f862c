// example: String.format
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FormatNumbers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + String.format("%,.3f %d %e", 12345.678, 1234567, 0.001)));
        context.emit(Value.of("" + "%,d %S".formatted(1234567, "quit")));
        context.emit(Value.of("" + String.format("%tA %<tB %<tp", LocalDateTime.of(2026, 7, 1, 15, 0))));
        context.emit(Value.of("" + String.format((Locale) null, "%,.1f", 1234.5)));
    }
}
