// example: jackson-databind: JsonNode
// expect: refused: java.lang.Class.forName is refused
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonTree implements Processor {
    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
        var node = mapper.createObjectNode().put("a", 1).put("b", "größe");
        context.emit(Value.of("" + node));
        context.emit(Value.of("" + node.hashCode()));
        context.emit(Value.of("" + mapper.readTree("[1, {\"c\": 2.5}]")));
    }
}
