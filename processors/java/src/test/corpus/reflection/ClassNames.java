// example: Class.getName
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ClassNames implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + getClass().getName()));
        context.emit(Value.of("" + getClass().getPackageName()));
        context.emit(Value.of("" + int[].class.getName()));
        context.emit(Value.of("" + Map.Entry.class.getSimpleName()));
        context.emit(Value.of("" + new Object() {}.getClass().getName()));
    }
}
