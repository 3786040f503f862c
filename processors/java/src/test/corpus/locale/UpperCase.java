// example: toUpperCase
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class UpperCase implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + "title iı".toUpperCase()));
        context.emit(Value.of("" + "TITLE QUIT".toLowerCase()));
        context.emit(Value.of("" + "İ".toLowerCase().length()));
        context.emit(Value.of("" + "straße".toUpperCase()));
        context.emit(Value.of("" + "title".toUpperCase(Locale.of("tr"))));
    }
}
