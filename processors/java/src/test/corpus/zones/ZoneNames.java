// example: timeZone.getDisplayName
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ZoneNames implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + TimeZone.getTimeZone("Asia/Tokyo").getDisplayName()));
        context.emit(Value.of("" + TimeZone.getTimeZone("Asia/Tokyo").getDisplayName(false, TimeZone.SHORT)));
        context.emit(Value.of("" + TimeZone.getTimeZone("Asia/Tokyo").getDisplayName(Locale.GERMAN)));
    }
}
