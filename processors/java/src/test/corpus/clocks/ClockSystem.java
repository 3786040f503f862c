// example: Clock.systemDefaultZone
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ClockSystem implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Clock.systemDefaultZone().instant()));
        context.emit(Value.of("" + Clock.systemDefaultZone()));
        context.emit(Value.of("" + Clock.systemUTC().millis()));
        context.emit(Value.of("" + Clock.system(ZoneId.of("Asia/Tokyo")).instant()));
    }
}
