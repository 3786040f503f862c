// example: lambda.getClass().getName
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LambdaClassName implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runnable lambda = () -> {};
        context.emit(Value.of("" + lambda.getClass().getName()));
        context.emit(Value.of("" + lambda.getClass().getSimpleName()));
        context.emit(Value.of("" + lambda.getClass()));
        context.emit(Value.of("" + lambda.getClass().getTypeName()));
    }
}
