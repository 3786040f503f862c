// example: Collectors.joining
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class JoinerOfObjects implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Stream.of(new Object(), new int[1]).map(Object::toString).collect(Collectors.joining(","))));
        context.emit(Value.of("" + Stream.of(new Object()).map(String::valueOf).toList()));
        context.emit(Value.of("" + new StringJoiner(",").add(new Object().toString())));
    }
}
