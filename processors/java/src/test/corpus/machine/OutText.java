// example: System.out in a text
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OutText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + System.out));
        context.emit(Value.of("" + System.err.hashCode()));
    }
}
