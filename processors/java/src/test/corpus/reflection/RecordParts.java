// example: Class.getRecordComponents
// expect: refused: a processor must not use reflection

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RecordParts implements Processor {
    record Key(int a) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Key.class.getRecordComponents().length));
    }
}
