package io.tapedeck.processors.builtin;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Passes on what a JSON Schema allows; anything else fails, with the path of each offence. */
final class Validation implements ValueStep.Change {
    private static final int OFFENCES_SHOWN = 3;

    private final JsonCodec json = new JsonCodec();
    private final Schema schema;

    private Validation(Schema schema) {
        this.schema = schema;
    }

    static ValueStep of(Definition definition) throws DefinitionException {
        String name = definition.requiredString("schema", "order.schema.json");
        String text = text(definition.file(name));
        try {
            new JsonCodec().decode(Bytes.utf8(text));
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
            Schema schema = registry.getSchema(text, InputFormat.JSON);
            check(registry, schema, text);
            schema.initializeValidators();
            return new ValueStep(new Validation(schema));
        } catch (EncodingException | SchemaException e) {
            throw new DefinitionException(name + " is no JSON Schema: " + e.getMessage());
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    @Override
    public Value of(Message message, ProcessorContext context) throws EncodingException, StepFailure {
        List<Error> offences = schema.validate(text(json.encode(message.value())), InputFormat.JSON);
        if (!offences.isEmpty()) {
            throw new StepFailure(sentences(offences));
        }
        return message.value();
    }

    /** A schema must itself be what the schema of its dialect allows. */
    private static void check(SchemaRegistry registry, Schema schema, String text) {
        SchemaLocation dialect =
                SchemaLocation.of(schema.getSchemaContext().getDialect().getId());
        List<Error> offences = registry.getSchema(dialect).validate(text, InputFormat.JSON);
        if (!offences.isEmpty()) {
            throw new SchemaException(sentences(offences));
        }
    }

    private static String sentences(List<Error> offences) {
        String first = offences.stream()
                .limit(OFFENCES_SHOWN)
                .map(Validation::sentence)
                .collect(Collectors.joining("; "));
        int more = offences.size() - OFFENCES_SHOWN;
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    private static String sentence(Error offence) {
        String path = offence.getInstanceLocation().toString();
        return (path.isEmpty() ? "the value" : path) + ": " + offence.getMessage();
    }
}
