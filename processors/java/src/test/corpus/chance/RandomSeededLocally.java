// example: new Random(seed)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RandomSeededLocally implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Random(7).nextInt()));
        context.emit(Value.of("" + new SplittableRandom(7).split().nextInt()));
        context.emit(Value.of("" + new Random(7).ints(3).sum()));
    }
}
