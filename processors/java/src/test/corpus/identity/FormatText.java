// example: DecimalFormat.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FormatText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.DecimalFormat("0.00")));
        context.emit(Value.of("" + new java.text.SimpleDateFormat("yyyy")));
        context.emit(Value.of("" + new java.text.MessageFormat("{0}", Locale.ROOT)));
        context.emit(Value.of("" + java.text.NumberFormat.getCompactNumberInstance()));
        context.emit(Value.of("" + java.text.ListFormat.getInstance()));
        context.emit(Value.of("" + new java.text.ChoiceFormat("0#a")));
    }
}
