// example: System.lineSeparator, %n
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LineSeparators implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.StringWriter text = new java.io.StringWriter();
        new java.io.PrintWriter(text, true).println("a");
        context.emit(Value.of("" + System.lineSeparator()));
        context.emit(Value.of("" + String.format("%n")));
        context.emit(Value.of("" + "%d%n".formatted(1)));
        context.emit(Value.of("" + text));
    }
}
