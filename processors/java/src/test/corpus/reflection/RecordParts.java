// example: Class.getRecordComponents
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class RecordParts implements Processor {
    record Key(int a, String b) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Arrays.toString(Key.class.getRecordComponents())));
        context.emit(Value.of("" + Key.class.getRecordComponents()[1].getAccessor().invoke(new Key(1, "b"))));
    }
}
