// example: jackson-databind: ObjectMapper of maps and records
// expect: identical
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.core.*;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonBinding implements Processor {
    enum Level {
        LOW,
        HIGH
    }

    record Point(int x, int y, Level level) {}

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        var mapper = new ObjectMapper();
        context.emit(Value.of(mapper.writeValueAsString(Map.of("a", 1, "b", List.of(1, 2)))));
        context.emit(Value.of(mapper.writeValueAsString(new Point(1, 2, Level.HIGH))));
        context.emit(Value.of("" + mapper.readValue("{\"x\": 3, \"y\": 4, \"level\": \"LOW\"}", Point.class)));
        context.emit(Value.of(
                "" + mapper.readValue("{\"b\": [1], \"a\": []}", new TypeReference<Map<String, List<Integer>>>() {})));
        context.emit(Value.of("" + mapper.readValue("[\"HIGH\", \"LOW\"]", new TypeReference<HashSet<Level>>() {})));
    }
}
