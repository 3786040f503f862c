// example: Function.identity().toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LambdasOfJdk implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Function.identity()));
        context.emit(Value.of("" + Function.identity().hashCode()));
        context.emit(Value.of("" + Comparator.comparingInt(System::identityHashCode).compare("a", "b")));
        context.emit(Value.of("" + Stream.of("a", 1, RoundingMode.UP).mapToInt(Object::hashCode).sum()));
        context.emit(Value.of("" + Stream.of(new Object(), new int[1]).map(Objects::hash).toList()));
        context.emit(Value.of("" + Stream.of(new Object(), new int[1]).map(String::valueOf).collect(Collectors.joining())));
    }
}
