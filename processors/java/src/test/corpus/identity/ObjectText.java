// example: object.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ObjectText implements Processor {
    static class Plain {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Plain()));
        context.emit(Value.of("" + new Object()));
        context.emit(Value.of("" + new int[1]));
        context.emit(Value.of("" + new String[0]));
    }
}
