// example: ByteArrayOutputStream.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StreamToText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0xC3, (byte) 0x9F});
        context.emit(Value.of(out.toString()));
        context.emit(Value.of("" + out));
    }
}
