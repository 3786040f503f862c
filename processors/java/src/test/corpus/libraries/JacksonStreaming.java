// example: jackson-core: JsonFactory, JsonGenerator, JsonParser
// expect: identical
// library: jackson-core

import module java.base;
import com.fasterxml.jackson.core.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonStreaming implements Processor {
    private final JsonFactory factory = new JsonFactory();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeNumberField("a", 1.5);
            generator.writeStringField("b", "größe");
            generator.writeEndObject();
        }
        context.emit(Value.of("" + text));
        StringBuilder tokens = new StringBuilder();
        try (JsonParser parser = new JsonFactory().createParser(text.toString())) {
            while (parser.nextToken() != null) {
                tokens.append(parser.currentToken()).append(' ').append(parser.getText()).append('\n');
            }
        }
        context.emit(Value.of(tokens.toString()));
        try (JsonParser parser = factory.createParser(text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
            parser.nextToken();
            context.emit(Value.of("" + parser.nextFieldName() + parser.nextToken() + parser.getDecimalValue()));
        }
    }
}
