// example: PrintWriter.printf
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PrintfOfWriter implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.StringWriter text = new java.io.StringWriter();
        new java.io.PrintWriter(text).printf("%,.2f", 1234.5).format("%S", "quit").flush();
        context.emit(Value.of("" + text));
    }
}
