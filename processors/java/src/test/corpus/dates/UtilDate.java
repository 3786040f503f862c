// example: new Date()
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class UtilDate implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Date()));
        context.emit(Value.of("" + new Date().getTime()));
        context.emit(Value.of("" + new Date(0)));
        context.emit(Value.of("" + Date.from(Instant.EPOCH)));
        context.emit(Value.of("" + new Date(0).toInstant()));
    }
}
