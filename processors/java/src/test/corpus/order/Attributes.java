// example: AttributedString
// expect: refused: new java.text.AttributedString is refused: its order differs

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class Attributes implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.AttributedString("a").getIterator().getAllAttributeKeys()));
    }
}
