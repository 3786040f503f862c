// example: StackOverflowError in a regex
// expect: stops: StackOverflowError: the calls went too deep

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DeepRegex implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            context.emit(Value.of("a".repeat(500_000).matches("(a|b)*")));
        } catch (StackOverflowError e) {
            context.emit(Value.of("deep"));
        }
    }
}
