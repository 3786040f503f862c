// example: MessageFormat of a date
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MessageOfPlainDate implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.MessageFormat("{0}", Locale.ROOT).format(new Object[] {new Date(0)})));
    }
}
