// example: state in a cache of the JDK's
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class InternState implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + (Currency.getAvailableCurrencies().size() > 100)));
        context.emit(Value.of("" + (java.nio.charset.Charset.availableCharsets().size() > 3)));
    }
}
