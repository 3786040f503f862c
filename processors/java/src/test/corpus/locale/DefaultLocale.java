// example: Locale.getDefault
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DefaultLocale implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Locale.getDefault()));
        context.emit(Value.of("" + Locale.getDefault(Locale.Category.FORMAT)));
        context.emit(Value.of("" + Locale.getDefault().toLanguageTag()));
    }
}
