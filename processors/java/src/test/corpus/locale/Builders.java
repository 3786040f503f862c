// example: Locale.Builder, forLanguageTag
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Builders implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Locale.forLanguageTag("de-AT")));
        context.emit(Value.of("" + new Locale.Builder().setLanguage("de").build()));
        context.emit(Value.of("" + Locale.of("tr").getISO3Language()));
        context.emit(Value.of("" + Locale.getISOCountries().length));
    }
}
