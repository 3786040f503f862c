// example: System.out.println
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PrintedLines implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        System.out.println(new Object());
        System.err.printf("%,.1f%n", 1.5);
        IO.println(List.of(1));
        context.emit(Value.of("" + System.out.checkError()));
    }
}
