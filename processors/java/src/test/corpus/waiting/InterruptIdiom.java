// example: catch (InterruptedException)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InterruptIdiom implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.emit(Value.of("" + Thread.interrupted()));
    }
}
