// example: reflect.Array.newInstance
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class ArraysReflect implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + java.lang.reflect.Array.getLength(java.lang.reflect.Array.newInstance(int.class, 2))));
    }
}
