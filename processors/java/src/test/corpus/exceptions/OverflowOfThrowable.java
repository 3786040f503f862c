// example: catch (Throwable) of a deep recursion
// expect: stops: StackOverflowError: the calls went too deep

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class OverflowOfThrowable implements Processor {
    static int depth(int n) { return depth(n + 1) + 1; }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            context.emit(Value.of(depth(0)));
        } catch (Throwable e) {
            context.emit(Value.of("deep"));
        }
    }
}
