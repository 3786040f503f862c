// example: Character.UnicodeBlock.hashCode
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Subsets implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Character.UnicodeBlock.BASIC_LATIN.hashCode()));
        context.emit(Value.of("" + java.text.AttributedCharacterIterator.Attribute.LANGUAGE.hashCode()));
        context.emit(Value.of("" + new java.text.AttributedCharacterIterator.Attribute("a") {}.hashCode()));
        context.emit(Value.of("" + java.text.DateFormat.Field.MONTH.hashCode()));
    }
}
