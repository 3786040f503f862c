// example: varargs and boxing
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Varargs implements Processor {
    static int sum(Integer... all) { int sum = 0; for (int each : all) { sum += each; } return sum; }

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + sum(1, 2, 3)));
        context.emit(Value.of("" + String.join(",", List.of("a", "b"))));
    }
}
