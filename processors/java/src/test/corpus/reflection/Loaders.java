// example: getClassLoader
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Loaders implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + getClass().getClassLoader()));
        context.emit(Value.of("" + String.class.getClassLoader()));
    }
}
