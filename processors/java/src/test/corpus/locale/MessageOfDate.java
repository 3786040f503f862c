// example: MessageFormat with {0,date}
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MessageOfDate implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.MessageFormat("{0,date} {0,time}", Locale.ROOT).format(new Object[] {new Date(0)})));
    }
}
