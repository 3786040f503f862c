// example: String.format with %tT and %d of one long
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FormatOfTimes implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + String.format("%tT %1$d %<tF %s %2$s %% %n", 1_000_000_000_000L, "b")));
        context.emit(Value.of("" + "%2$tY %1$s %TB".formatted(0L, 86_400_000L)));
        context.emit(Value.of("" + String.format("%-12tT|%d", 0L, 5L)));
    }
}
