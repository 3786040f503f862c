package io.tapedeck.processors.builtin;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.codecs.Codec;
import io.tapedeck.connectors.codecs.CodecOptions;
import io.tapedeck.connectors.codecs.Codecs;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Passes on what a JSON Schema or an Avro schema allows; anything else fails, with the path of the offence. */
final class Validation implements ValueStep.Change {
    private static final int OFFENCES_SHOWN = 3;

    private final JsonCodec json = new JsonCodec();
    private final com.networknt.schema.Schema schema;

    private Validation(com.networknt.schema.Schema schema) {
        this.schema = schema;
    }

    static ValueStep of(Definition definition) throws DefinitionException {
        Schema named =
                definition.schemaFromHere().orElseThrow(() -> Definition.missing("schema", "\"order.schema.json\""));
        return new ValueStep(named.isAvro() ? ofAvro(named) : ofJson(named));
    }

    /** What can be written by the schema is what it allows. */
    private static ValueStep.Change ofAvro(Schema named) throws DefinitionException {
        try {
            Codec avro = Codecs.of("avro", CodecOptions.NONE.withSchema(named.text()));
            return (message, context) -> {
                avro.encode(message.value());
                return message.value();
            };
        } catch (EncodingException e) {
            throw new DefinitionException(named.name() + ": " + e.getMessage());
        }
    }

    private static Validation ofJson(Schema named) throws DefinitionException {
        String text = named.text();
        try {
            new JsonCodec().decode(Bytes.utf8(text));
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
            com.networknt.schema.Schema schema = registry.getSchema(text, InputFormat.JSON);
            check(registry, schema, text);
            schema.initializeValidators();
            return new Validation(schema);
        } catch (EncodingException | SchemaException e) {
            throw new DefinitionException(named.name() + " is no JSON Schema: " + e.getMessage());
        }
    }

    @Override
    public Value of(Message message, ProcessorContext context) throws EncodingException, StepFailure {
        String text = new String(json.encode(message.value()).toByteArray(), StandardCharsets.UTF_8);
        List<Error> offences = schema.validate(text, InputFormat.JSON);
        if (!offences.isEmpty()) {
            throw new StepFailure(sentences(offences));
        }
        return message.value();
    }

    /** A schema must itself be what the schema of its dialect allows. */
    private static void check(SchemaRegistry registry, com.networknt.schema.Schema schema, String text) {
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
