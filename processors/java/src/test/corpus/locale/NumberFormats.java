// example: NumberFormat.getInstance
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class NumberFormats implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.text.NumberFormat.getInstance().format(1234.5)));
        context.emit(Value.of("" + java.text.NumberFormat.getPercentInstance().format(0.25)));
        context.emit(Value.of("" + java.text.NumberFormat.getCurrencyInstance().format(1.5)));
        context.emit(Value.of("" + java.text.NumberFormat.getCompactNumberInstance().format(12345)));
    }
}
