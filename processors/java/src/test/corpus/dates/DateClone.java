// example: date.clone
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateClone implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Date(0).clone()));
        context.emit(Value.of("" + new Date().clone()));
    }
}
