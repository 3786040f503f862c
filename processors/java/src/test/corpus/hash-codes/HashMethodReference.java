// example: Object::hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class HashMethodReference implements Processor {
    enum Level { LOW, MIDDLE, HIGH, TOP, PEAK, ZENITH }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Stream.of(Level.LOW, List.of(Level.TOP), 1).map(Object::hashCode).toList()));
        context.emit(Value.of("" + Stream.of(List.of(Level.TOP)).map(List::hashCode).toList()));
    }
}
