// example: while (currentTimeMillis() < end)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LoopOfMillis implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        long end = System.currentTimeMillis() + 50;
        long rounds = 0;
        while (System.currentTimeMillis() < end) {
            Thread.onSpinWait();
            rounds++;
        }
        context.emit(Value.of("" + rounds));
    }
}
