// example: finally behind a StackOverflowError
// expect: stops: StackOverflowError: the calls went too deep

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OverflowInFinally implements Processor {
    int deepest;
    int depth(int n) {
        deepest = n;
        try {
            return depth(n + 1);
        } finally {
            if (deepest > 100) { return deepest; }
        }
    }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(depth(0)));
    }
}
