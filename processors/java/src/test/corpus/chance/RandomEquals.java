// example: random.equals
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RandomEquals implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Random(1).equals(new Random(1))));
        context.emit(Value.of("" + new Random().nextInt(1)));
    }
}
