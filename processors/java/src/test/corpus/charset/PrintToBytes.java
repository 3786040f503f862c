// example: new PrintStream(out)
// expect: refused: it takes the machine's charset; give it whether to flush, and one

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class PrintToBytes implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        new java.io.PrintStream(out).append("größe").flush();
        new java.io.PrintWriter(out, true).append("größe").flush();
        context.emit(Value.of("" + HexFormat.of().formatHex(out.toByteArray())));
    }
}
