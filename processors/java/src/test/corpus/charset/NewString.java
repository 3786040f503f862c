// example: new String(bytes)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NewString implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        byte[] bytes = {(byte) 0xC3, (byte) 0x9F, 65};
        context.emit(Value.of("" + new String(bytes)));
        context.emit(Value.of("" + new String(bytes, 0, 2)));
        context.emit(Value.of("" + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)));
    }
}
