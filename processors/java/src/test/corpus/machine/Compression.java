// example: Deflater
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Compression implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.util.zip.Deflater deflater = new java.util.zip.Deflater();
        deflater.setInput("a".repeat(1000).getBytes());
        deflater.finish();
        byte[] out = new byte[100];
        int length = deflater.deflate(out);
        context.emit(Value.of("" + HexFormat.of().formatHex(out, 0, length)));
    }
}
