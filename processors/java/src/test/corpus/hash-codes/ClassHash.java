// example: Class.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ClassHash implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + String.class.hashCode()));
        context.emit(Value.of("" + Objects.hash(getClass(), int.class)));
    }
}
