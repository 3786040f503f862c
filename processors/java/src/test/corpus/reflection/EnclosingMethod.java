// example: Class.getEnclosingMethod
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class EnclosingMethod implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Object local = new Object() {};
        context.emit(Value.of("" + local.getClass().getEnclosingMethod()));
        context.emit(Value.of("" + local.getClass().getEnclosingClass()));
    }
}
