// example: inner classes and their access methods
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InnerAccess implements Processor {
    private int secret = 7;
    class Inner { private int twice() { return secret * 2; } }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Inner().twice()));
        context.emit(Value.of("" + new Object() { int seven() { return secret; } }.seven()));
    }
}
