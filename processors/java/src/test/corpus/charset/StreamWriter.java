// example: new OutputStreamWriter(out)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StreamWriter implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try (java.io.Writer writer = new java.io.OutputStreamWriter(out)) {
            writer.write("größe");
        }
        context.emit(Value.of("" + HexFormat.of().formatHex(out.toByteArray())));
    }
}
