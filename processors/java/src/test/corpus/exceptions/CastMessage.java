// example: ClassCastException's text
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CastMessage implements Processor {
    static class Plain {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            Object plain = new Plain();
            ((Runnable) plain).run();
        } catch (ClassCastException e) {
            context.emit(Value.of(e.getMessage()));
        }
    }
}
