// example: Thread.sleep
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Sleeping implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Thread.sleep(1500);
        Thread.sleep(1, 5);
        Thread.sleep(Duration.ofMillis(500));
        TimeUnit.SECONDS.sleep(1);
        context.emit(Value.of("" + Instant.now()));
    }
}
