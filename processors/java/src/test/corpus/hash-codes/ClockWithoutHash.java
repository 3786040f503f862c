// example: class extends Clock without hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ClockWithoutHash implements Processor {
    static class Stopped extends Clock {
        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Stopped().hashCode()));
        context.emit(Value.of("" + Clock.fixed(Instant.EPOCH, ZoneOffset.UTC).hashCode()));
        context.emit(Value.of("" + Clock.offset(Clock.systemUTC(), Duration.ofHours(1)).hashCode()));
        context.emit(Value.of("" + Clock.tick(new Stopped(), Duration.ofHours(1))));
    }
}
