// example: lambda.getClass().getDeclaredMethods
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LambdaMembers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runnable lambda = () -> {};
        context.emit(Value.of("" + lambda.getClass().getDeclaredMethods().length));
        context.emit(Value.of("" + lambda.getClass().getDeclaredFields().length));
    }
}
