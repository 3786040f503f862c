// example: new Formatter()
// expect: refused: java.util.Formatter is refused

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FormatterOfText implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Formatter().format("%,d", 1000)));
    }
}
