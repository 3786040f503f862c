// example: new DecimalFormatSymbols()
// expect: refused: it takes the machine's locale; give it one

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class SymbolsOfLocale implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.DecimalFormatSymbols().getDecimalSeparator()));
    }
}
