// example: java.security.Security
// expect: refused: a processor may use MessageDigest and SecureRandom

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Providers implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.security.Security.getProviders().length));
    }
}
