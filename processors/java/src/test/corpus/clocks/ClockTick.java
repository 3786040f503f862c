// example: Clock.tickSeconds
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ClockTick implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Clock.tickSeconds(ZoneId.of("UTC")).instant()));
        context.emit(Value.of("" + Clock.tickMinutes(ZoneId.of("UTC")).instant()));
        context.emit(Value.of("" + Clock.tickMillis(ZoneId.of("UTC")).instant()));
        context.emit(Value.of("" + Clock.tick(Clock.systemUTC(), Duration.ofHours(1)).instant()));
        context.emit(Value.of("" + Clock.offset(Clock.systemUTC(), Duration.ofHours(1)).instant()));
    }
}
