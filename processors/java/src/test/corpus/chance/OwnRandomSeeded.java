// example: super(seed) of a Random
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnRandomSeeded implements Processor {
    static class Fixed extends Random { Fixed() { super(3); } @Override protected int next(int bits) { return super.next(bits) ^ 1; } }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Fixed().nextInt()));
        context.emit(Value.of("" + new Fixed().nextLong()));
    }
}
