// example: DecimalFormat.hashCode, DecimalFormatSymbols.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Formats implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.DecimalFormat("0.00").hashCode()));
        context.emit(Value.of("" + java.text.DecimalFormatSymbols.getInstance(Locale.ROOT).hashCode()));
        context.emit(Value.of("" + java.text.NumberFormat.getCompactNumberInstance().hashCode()));
        context.emit(Value.of("" + java.text.ListFormat.getInstance().hashCode()));
        context.emit(Value.of("" + Currency.getInstance("EUR").hashCode()));
        context.emit(Value.of("" + HexFormat.of().hashCode()));
        context.emit(Value.of("" + new java.text.SimpleDateFormat("yyyy").hashCode()));
    }
}
