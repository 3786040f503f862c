// example: new SplittableRandom()
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SplittableInField implements Processor {
    final SplittableRandom random = new SplittableRandom();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + random.nextInt(99)));
        context.emit(Value.of("" + random.split().nextLong()));
        context.emit(Value.of("" + random.ints(3).sum()));
    }
}
