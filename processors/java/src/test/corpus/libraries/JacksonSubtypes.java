// example: jackson-databind: @JsonTypeInfo
// expect: identical
// library: jackson-core jackson-databind jackson-annotations

import module java.base;
import com.fasterxml.jackson.annotation.*;
import com.fasterxml.jackson.core.*;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.*;
import io.tapedeck.log.*;
import io.tapedeck.runtime.*;

public class JacksonSubtypes implements Processor {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Dog.class, name = "dog"),
        @JsonSubTypes.Type(value = Cat.class, name = "cat")
    })
    sealed interface Pet {}

    record Dog(String name, int age) implements Pet {}

    record Cat(String name, boolean lazy) implements Pet {}

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public void process(Message message, ProcessorContext context) throws Exception {
        List<Pet> pets = mapper.readValue(
                """
                [{"kind":"dog","name":"rex","age":3},{"kind":"cat","name":"tom","lazy":true}]
                """,
                new TypeReference<List<Pet>>() {});
        context.emit(Value.of("" + pets + pets.hashCode()));
        context.emit(Value.of(mapper.writerFor(new TypeReference<List<Pet>>() {}).writeValueAsString(pets)));
    }
}
