// example: Currency.getInstance(locale)
// expect: refused: java.util.Currency.getInstance is refused: it reads the machine's clock

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CurrencyOfCountry implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Currency.getInstance(Locale.GERMANY)));
    }
}
