// example: Collectors.toList().toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CollectorText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Collectors.toList()));
        context.emit(Value.of("" + Stream.of(1)));
        context.emit(Value.of("" + List.of(1).iterator()));
        context.emit(Value.of("" + List.of(1).spliterator()));
        context.emit(Value.of("" + Stream.of(1).spliterator()));
        context.emit(Value.of("" + Comparator.comparing(Object::toString)));
        context.emit(Value.of("" + Collections.reverseOrder()));
        context.emit(Value.of("" + new java.util.concurrent.atomic.AtomicReferenceArray<>(new Object[] {new int[1], RoundingMode.UP})));
    }
}
