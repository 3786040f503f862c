// example: Arrays.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ObjectInArray implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of(Arrays.toString(new Object[] {new Object(), new int[1]})));
        context.emit(Value.of(Arrays.deepToString(new Object[] {new Object(), new int[] {1}})));
        context.emit(Value.of(Arrays.asList(new Object(), 1).toString()));
    }
}
