// example: List.of(new Object()).toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ObjectInList implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(List.of(new Object()).toString()));
        context.emit(Value.of("" + List.of(new Object())));
        context.emit(Value.of("" + Map.of(1, new Object())));
        context.emit(Value.of("" + new ArrayList<>(List.of(new int[0], List.of(new Object())))));
    }
}
