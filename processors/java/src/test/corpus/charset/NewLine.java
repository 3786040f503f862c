// example: BufferedWriter.newLine
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NewLine implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.StringWriter text = new java.io.StringWriter();
        java.io.BufferedWriter writer = new java.io.BufferedWriter(text);
        writer.newLine();
        writer.flush();
        context.emit(Value.of("" + text));
    }
}
