// example: Collectors.toUnmodifiableSet
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class UnmodifiableCollectors implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Stream.of("q", "w", "e").collect(Collectors.toUnmodifiableSet())));
        context.emit(Value.of("" + Stream.of("q", "w", "e").collect(Collectors.toUnmodifiableMap(s -> s, s -> 1))));
    }
}
