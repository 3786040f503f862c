// example: secureRandom.generateSeed
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SecureGenerated implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + HexFormat.of().formatHex(new java.security.SecureRandom().generateSeed(4))));
    }
}
