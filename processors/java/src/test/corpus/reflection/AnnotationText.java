// example: annotation.toString
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class AnnotationText implements Processor {
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @interface Mark { String value(); int number() default 3; DayOfWeek state() default DayOfWeek.MONDAY; }
    @Mark("m")
    static class Marked {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + Marked.class.getAnnotation(Mark.class)));
        context.emit(Value.of("" + Marked.class.getAnnotation(Mark.class).hashCode()));
    }
}
