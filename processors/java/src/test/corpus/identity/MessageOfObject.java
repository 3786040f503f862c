// example: MessageFormat
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MessageOfObject implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(new java.text.MessageFormat("{0} {1}", Locale.ROOT).format(new Object[] {new Object(), new int[1]})));
    }
}
