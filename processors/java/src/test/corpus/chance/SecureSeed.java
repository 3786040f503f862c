// example: SecureRandom.getSeed
// expect: refused: it draws on the machine's chance

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SecureSeed implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.security.SecureRandom.getSeed(4)[0]));
    }
}
