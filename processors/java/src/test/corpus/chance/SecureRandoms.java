// example: new SecureRandom()
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SecureRandoms implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.security.SecureRandom().nextLong()));
        context.emit(Value.of("" + java.security.SecureRandom.getInstanceStrong().nextInt()));
        context.emit(Value.of("" + java.security.SecureRandom.getInstance("SHA1PRNG").nextInt()));
        context.emit(Value.of("" + new java.security.SecureRandom(new byte[] {1}).nextInt()));
        context.emit(Value.of("" + new java.security.SecureRandom().getAlgorithm()));
    }
}
