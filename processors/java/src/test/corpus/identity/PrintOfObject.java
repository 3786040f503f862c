// example: PrintWriter.println(object)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PrintOfObject implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.StringWriter text = new java.io.StringWriter();
        java.io.PrintWriter writer = new java.io.PrintWriter(text);
        writer.println(new Object());
        writer.print(new int[1]);
        writer.flush();
        context.emit(Value.of("" + text));
    }
}
