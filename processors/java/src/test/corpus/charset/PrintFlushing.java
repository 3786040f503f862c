// example: new PrintStream(out, true)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PrintFlushing implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        new java.io.PrintStream(out, true).append("größe").flush();
        new java.io.PrintWriter(out, true).append("größe").flush();
        context.emit(Value.of("" + HexFormat.of().formatHex(out.toByteArray())));
    }
}
