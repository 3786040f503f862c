// example: javax.crypto.Cipher
// expect: refused: it is not among what a processor may use

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Ciphers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + javax.crypto.Cipher.ENCRYPT_MODE));
        context.emit(Value.of("" + javax.crypto.Cipher.getInstance("AES")));
    }
}
