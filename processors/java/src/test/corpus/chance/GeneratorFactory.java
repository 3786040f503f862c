// example: RandomGeneratorFactory
// expect: refused: its generators seed themselves; use Random or SplittableRandom

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.random.*;

public class GeneratorFactory implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + RandomGeneratorFactory.getDefault().create().nextInt()));
    }
}
