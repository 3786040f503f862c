// example: while (nanoTime() < end)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LoopUntil implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        long end = System.nanoTime() + 2_000_000_000L;
        long rounds = 0;
        while (System.nanoTime() < end) {
            rounds++;
        }
        context.emit(Value.of("" + rounds));
        context.emit(Value.of("" + Instant.now()));
    }
}
