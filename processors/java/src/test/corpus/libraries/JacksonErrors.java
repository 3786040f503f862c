// example: jackson-databind: messages of exceptions
// expect: identical
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.core.*;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonErrors implements Processor {
    record Point(int x, int y) {}

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        for (String text : List.of("{\"x\": \"a\"}", "{\"q\": 1}", "{\"q\": ", "[]")) {
            try {
                mapper.readValue(text, Point.class);
            } catch (JsonProcessingException e) {
                context.emit(Value.of(e.getMessage()));
            }
        }
        try {
            mapper.writeValueAsString(new Object());
        } catch (JsonProcessingException e) {
            context.emit(Value.of(e.getMessage()));
        }
    }
}
