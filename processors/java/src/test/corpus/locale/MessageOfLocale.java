// example: new MessageFormat(pattern, locale)
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MessageOfLocale implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.MessageFormat("{0,number} {1}", Locale.ROOT).format(new Object[] {1234.5, "a"})));
    }
}
