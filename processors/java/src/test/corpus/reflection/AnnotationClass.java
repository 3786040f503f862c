// example: annotation.getClass().getName
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class AnnotationClass implements Processor {
    @Deprecated
    static class Part {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        Deprecated mark = Part.class.getAnnotation(Deprecated.class);
        context.emit(Value.of("" + mark.getClass().getName()));
        context.emit(Value.of("" + mark.getClass()));
        context.emit(Value.of("" + mark.getClass().getSimpleName()));
        context.emit(Value.of("" + mark.annotationType()));
    }
}
