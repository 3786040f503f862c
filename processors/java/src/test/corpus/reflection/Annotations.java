// example: Class.getAnnotations
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Annotations implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + getClass().getAnnotations().length));
        context.emit(Value.of("" + DayOfWeek.class));
    }
}
