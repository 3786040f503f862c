// example: Locale.setDefault
// expect: refused: a processor must not change the machine's locale

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class LocaleSetDefault implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Locale.setDefault(Locale.US);
    }
}
