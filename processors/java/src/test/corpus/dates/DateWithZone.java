// example: ZonedDateTime.now
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateWithZone implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ZonedDateTime.now()));
        context.emit(Value.of("" + OffsetDateTime.now()));
        context.emit(Value.of("" + OffsetTime.now()));
        context.emit(Value.of("" + ZonedDateTime.now(ZoneId.of("Europe/Berlin"))));
    }
}
