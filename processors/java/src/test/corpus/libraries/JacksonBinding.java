// example: jackson-databind: ObjectMapper.writeValueAsString
// expect: refused: java.lang.Class.forName is refused
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonBinding implements Processor {
    public record Point(int x, int y) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
        context.emit(Value.of("" + mapper.writeValueAsString(Map.of("a", 1))));
        context.emit(Value.of("" + mapper.writeValueAsString(new Point(1, 2))));
    }
}
