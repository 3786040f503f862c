// example: Collectors.toConcurrentMap
// expect: refused: its order differs between runs; use toMap

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class ToConcurrentMap implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Stream.of(1, 2).collect(Collectors.toConcurrentMap(i -> i, i -> i))));
    }
}
