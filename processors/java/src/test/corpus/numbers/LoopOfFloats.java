// example: sums in hot loops
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LoopOfFloats implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        double sum = 0;
        float single = 0;
        for (int i = 1; i < 200_000; i++) {
            sum += Math.sin(i) / i;
            single += 1f / i;
        }
        context.emit(Value.of("" + sum));
        context.emit(Value.of("" + single));
    }
}
