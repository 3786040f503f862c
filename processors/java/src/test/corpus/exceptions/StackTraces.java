// example: getStackTrace
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;
import java.util.stream.*;

public class StackTraces implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        try {
            Stream.of(1).map(i -> i / (i - 1)).toList();
        } catch (ArithmeticException e) {
            context.emit(Value.of(Arrays.toString(e.getStackTrace())));
            java.io.StringWriter text = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(text));
            context.emit(Value.of(text.toString()));
        }
    }
}
