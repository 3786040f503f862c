// example: new Date(126, 1, 1)
// expect: refused: new java.util.Date(int,int,int) is refused

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class DateOfParts implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Date(126, 1, 1)));
    }
}
