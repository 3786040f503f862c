// example: record with an array
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RecordOfArray implements Processor {
    record Pair(Object left, Object right) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(new Pair(new int[1], TimeUnit.DAYS).toString()));
        context.emit(Value.of("" + new Pair(new Object(), 1)));
        context.emit(Value.of("" + new Pair(new int[1], TimeUnit.DAYS).hashCode()));
    }
}
