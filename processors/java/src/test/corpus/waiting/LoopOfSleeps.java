// example: while (…) Thread.sleep(10)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LoopOfSleeps implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Instant end = Instant.now().plusSeconds(3);
        int rounds = 0;
        while (Instant.now().isBefore(end)) {
            Thread.sleep(10);
            rounds++;
        }
        context.emit(Value.of("" + rounds));
    }
}
