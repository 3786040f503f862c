// example: new Throwable().getStackTrace().length
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class FillInTrace implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new Throwable().getStackTrace().length));
        context.emit(Value.of("" + new Throwable().getStackTrace()[0]));
    }
}
