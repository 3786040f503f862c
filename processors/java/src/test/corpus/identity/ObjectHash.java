// example: object.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ObjectHash implements Processor {
    static class Plain {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Plain().hashCode()));
        context.emit(Value.of("" + new Plain().hashCode()));
        context.emit(Value.of("" + new Object().hashCode()));
        context.emit(Value.of("" + new int[1].hashCode()));
    }
}
