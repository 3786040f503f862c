// example: ClassCastException of an annotation
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class CastOfProxy implements Processor {
    @Deprecated
    static class Part {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Object mark = Part.class.getAnnotation(Deprecated.class);
        try {
            context.emit(Value.of(((Runnable) mark).toString()));
        } catch (ClassCastException e) {
            context.emit(Value.of(e.getMessage()));
        }
        try {
            context.emit(Value.of("" + Runnable.class.cast(mark)));
        } catch (ClassCastException e) {
            context.emit(Value.of(e.getMessage()));
        }
    }
}
