// example: new InputStreamReader(in)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class StreamReader implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        byte[] bytes = {(byte) 0xC3, (byte) 0x9F, 65};
        context.emit(Value.of("" + new java.io.BufferedReader(new java.io.InputStreamReader(new java.io.ByteArrayInputStream(bytes))).readLine()));
        context.emit(Value.of("" + new java.io.InputStreamReader(new java.io.ByteArrayInputStream(bytes)).getEncoding()));
    }
}
