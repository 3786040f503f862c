// example: Optional.of(new Object()).toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ObjectInOptional implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(Optional.of(new Object()).toString()));
        context.emit(Value.of("" + Optional.of(new byte[1])));
        context.emit(Value.of("" + new AtomicReference<>(new Object())));
        context.emit(Value.of("" + Map.entry(1, new Object())));
    }
}
