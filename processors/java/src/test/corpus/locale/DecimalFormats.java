// example: new DecimalFormat
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DecimalFormats implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.DecimalFormat("#,##0.00").format(1234.5)));
        context.emit(Value.of("" + new java.text.DecimalFormat().format(1234.5)));
        context.emit(Value.of("" + new java.text.DecimalFormat("0.0").parse("1.5")));
    }
}
