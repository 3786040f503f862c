// example: ClassCastException of a lambda
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CastOfLambda implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            Runnable lambda = () -> {};
            ((Callable<?>) (Object) lambda).call();
        } catch (ClassCastException e) {
            context.emit(Value.of(e.getMessage()));
        }
    }
}
