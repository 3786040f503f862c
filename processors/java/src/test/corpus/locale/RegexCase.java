// example: Pattern with CASE_INSENSITIVE
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RegexCase implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + "TITLE".matches("(?i)title")));
        context.emit(Value.of("" + "TİTLE".matches("(?iu)title")));
        context.emit(Value.of("" + "Iı".equalsIgnoreCase("ıI")));
        context.emit(Value.of("" + "a1ß".replaceAll("\\W", "_")));
    }
}
