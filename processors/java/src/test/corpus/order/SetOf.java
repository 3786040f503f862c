// example: Set.of
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SetOf implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Set.of("a", "b", "c", "d", "e")));
        context.emit(Value.of("" + Set.copyOf(List.of(9, 8, 7))));
        context.emit(Value.of("" + (Set.of(1, 2, 3).stream().map(i -> i + 1).toList())));
    }
}
