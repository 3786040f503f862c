// example: ThreadLocalRandom.current
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RandomOfTheThread implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + ThreadLocalRandom.current().nextDouble()));
        context.emit(Value.of("" + ThreadLocalRandom.current().nextInt(5, 500)));
    }
}
