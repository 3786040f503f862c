// example: TimeZone.toZoneId
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ZoneOfTimeZone implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + TimeZone.getDefault().toZoneId()));
        context.emit(Value.of("" + TimeZone.getTimeZone("nowhere").getID()));
    }
}
