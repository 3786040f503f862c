// example: new byte[Integer.MAX_VALUE]
// expect: stops: OutOfMemoryError

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ArrayTooLarge implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            context.emit(Value.of(new byte[Integer.MAX_VALUE].length));
        } catch (Throwable e) {
            context.emit(Value.of("full"));
        }
    }
}
