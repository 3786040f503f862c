// example: jackson-core: JsonFactory
// expect: refused: java.lang.System.identityHashCode is refused
// library: jackson-core

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonStreaming implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        java.io.StringWriter text = new java.io.StringWriter();
        try (var generator = new com.fasterxml.jackson.core.JsonFactory().createGenerator(text)) {
            generator.writeStartObject();
            generator.writeNumberField("a", 1.5);
            generator.writeEndObject();
        }
        var parser = new com.fasterxml.jackson.core.JsonFactory().createParser(text.toString());
        context.emit(Value.of("" + text));
        context.emit(Value.of("" + parser.nextToken()));
    }
}
