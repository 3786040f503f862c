// example: StreamSupport.stream(…, true)
// expect: refused: it may make parallel streams

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class SpliteratorOfStream implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + StreamSupport.stream(List.of(1).spliterator(), true).count()));
    }
}
