// example: MessageDigest
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Digests implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(new byte[1]))));
        context.emit(Value.of(java.security.MessageDigest.getInstance("MD5").toString()));
    }
}
