// example: new AssertionError(object)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class AssertionDetail implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            assert message == null : new int[1];
        } catch (AssertionError e) {
            context.emit(Value.of(e.getMessage()));
        }
        context.emit(Value.of("" + new AssertionError(new Object()).getMessage()));
    }
}
