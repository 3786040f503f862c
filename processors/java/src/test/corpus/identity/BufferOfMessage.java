// example: MessageFormat.format(objects, buffer, position)
// expect: refused: java.text.MessageFormat.format is refused: it shows objects as the JDK does

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class BufferOfMessage implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.MessageFormat("{0}", Locale.ROOT).format(new Object[] {new int[1]}, new StringBuffer(), null)));
    }
}
