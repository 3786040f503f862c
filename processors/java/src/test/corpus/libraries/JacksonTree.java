// example: jackson-databind: JsonNode
// expect: identical
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import com.fasterxml.jackson.databind.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonTree implements Processor {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        var node = mapper.createObjectNode().put("a", 1).put("b", "größe");
        context.emit(Value.of("" + node + node.hashCode()));
        JsonNode read = mapper.readTree("[1, {\"c\": 2.5, \"z\": null, \"a\": [true]}]");
        context.emit(Value.of("" + read + read.hashCode() + read.at("/1/c").decimalValue()));
        context.emit(Value.of(read.toPrettyString()));
    }
}
