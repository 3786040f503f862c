// example: JumpableGenerator.of
// expect: refused: its generators seed themselves; use Random or SplittableRandom

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.random.*;

public class JumpableOf implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + RandomGenerator.StreamableGenerator.of("Xoroshiro128PlusPlus").nextInt()));
    }
}
