// example: Duration.between two reads
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.time.temporal.ChronoUnit;

public class BetweenReads implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Instant begin = Instant.now();
        long nanos = System.nanoTime();
        context.emit(Value.of("" + Duration.between(begin, Instant.now())));
        context.emit(Value.of("" + (System.nanoTime() - nanos)));
        context.emit(Value.of("" + begin.until(Instant.now(), ChronoUnit.NANOS)));
    }
}
