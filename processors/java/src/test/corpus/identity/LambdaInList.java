// example: List.of(lambda).toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LambdaInList implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Runnable lambda = () -> {};
        context.emit(Value.of(List.of(lambda).toString()));
    }
}
