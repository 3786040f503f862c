// example: TimeZone.getRawOffset, observesDaylightTime
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OffsetsNow implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + TimeZone.getTimeZone("Africa/Casablanca").getRawOffset()));
        context.emit(Value.of("" + TimeZone.getTimeZone("Europe/Berlin").observesDaylightTime()));
        context.emit(Value.of("" + TimeZone.getTimeZone("Asia/Tokyo").getRawOffset()));
    }
}
