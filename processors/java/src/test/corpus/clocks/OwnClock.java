// example: class extends Clock
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnClock implements Processor {
    static class Late extends Clock {
        final Clock clock;
        Late(Clock clock) { this.clock = clock; }
        public ZoneId getZone() { return clock.getZone(); }
        public Clock withZone(ZoneId zone) { return this; }
        public Instant instant() { return clock.instant().minusSeconds(9); }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Late(Clock.systemUTC()).instant()));
        context.emit(Value.of("" + LocalDateTime.now(new Late(Clock.systemUTC()))));
    }
}
