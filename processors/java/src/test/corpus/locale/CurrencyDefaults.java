// example: Currency.getSymbol
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CurrencyDefaults implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Currency.getInstance("JPY").getSymbol()));
        context.emit(Value.of("" + Currency.getInstance("TRY").getSymbol()));
        context.emit(Value.of("" + Currency.getInstance("JPY").getDisplayName()));
        context.emit(Value.of("" + Currency.getInstance("JPY").getDisplayName(Locale.GERMAN)));
    }
}
