// example: RandomGenerator.getDefault
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.random.*;

public class Generators implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + RandomGenerator.getDefault().nextLong()));
        context.emit(Value.of("" + RandomGenerator.of("L64X128MixRandom").nextInt()));
        context.emit(Value.of("" + RandomGenerator.SplittableGenerator.of("SplittableRandom").nextInt()));
    }
}
