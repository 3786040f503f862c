// example: new Random(seed) in a field
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RandomSeeded implements Processor {
    final Random random = new Random(7);

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + random.nextInt()));
        context.emit(Value.of("" + random.nextGaussian()));
    }
}
