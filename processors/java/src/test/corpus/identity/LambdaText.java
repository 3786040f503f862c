// example: lambda.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LambdaText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runnable lambda = () -> {};
        context.emit(Value.of("" + lambda));
        context.emit(Value.of("" + lambda.hashCode()));
        context.emit(Value.of(lambda.toString()));
    }
}
