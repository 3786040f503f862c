// example: hashCode of an object in a field
// expect: identical
// static: lost on restore

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class HashOfKeptObject implements Processor {
    static class Plain {}
    final Plain plain = new Plain();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Plain().hashCode()));
        context.emit(Value.of("" + plain.hashCode()));
        context.emit(Value.of("" + new Plain().hashCode()));
    }
}
