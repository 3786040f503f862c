// example: captured variables
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Lambdas implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        int base = message.value().toString().length();
        IntUnaryOperator add = i -> i + base;
        context.emit(Value.of("" + add.applyAsInt(1)));
        context.emit(Value.of("" + (add.andThen(i -> i * 2).applyAsInt(1))));
    }
}
