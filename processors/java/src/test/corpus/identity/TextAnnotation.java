// example: java.text.Annotation
// expect: identical

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class TextAnnotation implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        context.emit(Value.of("" + new java.text.Annotation(new Object())));
        context.emit(Value.of("" + new java.text.Annotation(new Object()).getValue()));
    }
}
