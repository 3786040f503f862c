// example: MessageFormat.format
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class MessageFormats implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.text.MessageFormat.format("{0,number}", 1234.5)));
    }
}
