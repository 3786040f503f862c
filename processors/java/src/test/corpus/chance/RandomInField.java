// example: new Random() in a field
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RandomInField implements Processor {
    final Random random = new Random();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + random.nextInt()));
        context.emit(Value.of("" + random.nextGaussian()));
        context.emit(Value.of("" + random.nextInt(5)));
        context.emit(Value.of("" + random.doubles(2).sum()));
    }
}
