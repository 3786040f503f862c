// example: StackWalker
// expect: refused: a processor must not use reflection

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class StackWalking implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + StackWalker.getInstance().walk(Stream::count)));
    }
}
