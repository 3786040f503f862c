// example: assert
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class AssertStatus implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            assert message == null : "on";
            context.emit(Value.of("off"));
        } catch (AssertionError e) {
            context.emit(Value.of(e.getMessage()));
        }
    }
}
