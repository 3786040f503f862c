// example: StackOverflowError that the JDK keeps as suppressed
// expect: stops: StackOverflowError

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OverflowSuppressed implements Processor {
    private int depth;

    private int deep(int level) {
        depth = level;
        return deep(level + 1) + 1;
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            Stream.of(1)
                    .onClose(() -> {
                        throw new IllegalStateException("first");
                    })
                    .onClose(() -> deep(0))
                    .close();
        } catch (IllegalStateException e) {
            context.emit(Value.of(depth));
        }
    }
}
