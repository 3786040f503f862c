// example: list.parallelStream
// expect: refused: a processor must not use threads

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ParallelStream implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + List.of(1, 2, 3).parallelStream().mapToInt(i -> i).sum()));
    }
}
