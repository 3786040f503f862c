// example: class extends Random
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OwnRandom implements Processor {
    static class Dice extends Random { int next() { return 1 + super.nextInt(6); } }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Dice().next()));
        context.emit(Value.of("" + new Dice().nextInt()));
    }
}
