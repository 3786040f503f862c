package io.tapedeck.processors.builtin;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.codecs.AvroRegistryCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.EffectException;
import io.tapedeck.runtime.ProcessorContext;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Avro with schemas of a registry (Confluent's protocol), which is a service of the pipeline: its answers are recorded, so
 * a replay asks nobody. State: a schema's id leads to its text, {@code written} to the id of the schema that is written.
 */
final class RegistryCodec implements Transcoding.ContextCodec {
    private static final String WRITTEN = "written";
    private static final int OK = 200;

    private final String service;
    private final Optional<String> subject;
    private final Optional<String> schema;
    private final AvroRegistryCodec reader;
    private Optional<Writer> writer = Optional.empty();
    /** The schema that the reader is to find, which the state has. */
    private String atHand = "";

    private record Writer(int id, AvroRegistryCodec codec) {}

    private RegistryCodec(String service, Optional<String> subject, Optional<String> schema) {
        this.service = service;
        this.subject = subject;
        this.schema = schema;
        reader = new AvroRegistryCodec(id -> atHand, OptionalInt.empty(), schema);
    }

    static RegistryCodec of(Definition definition) throws DefinitionException {
        return new RegistryCodec(
                definition.requiredString("registry", "\"registry\""),
                definition.string("subject"),
                definition.schema("schema").map(Schema::text));
    }

    @Override
    public Value decode(Bytes bytes, ProcessorContext context) throws EncodingException {
        atHand = schema(AvroRegistryCodec.schemaId(bytes), context);
        return reader.decode(bytes);
    }

    @Override
    public Bytes encode(Value value, ProcessorContext context) throws EncodingException {
        int id = writtenId(context);
        if (writer.isEmpty() || writer.get().id() != id) {
            String text = schema(id, context);
            writer = Optional.of(
                    new Writer(id, new AvroRegistryCodec(ignored -> text, OptionalInt.of(id), Optional.empty())));
        }
        return writer.get().codec().encode(value);
    }

    /** What the state has is asked for once, and the state alone decides: so a run that goes on asks no more. */
    private String schema(int id, ProcessorContext context) throws EncodingException {
        Value known = context.state().get(Value.of(id));
        if (known instanceof StringValue(String text)) {
            return text;
        }
        MapValue answer = ask(context, Value.of("/schemas/ids/" + id), "the schema of id " + id);
        String text = text(answer, "the schema of id " + id);
        context.state().put(Value.of(id), Value.of(text));
        return text;
    }

    private int writtenId(ProcessorContext context) throws EncodingException {
        Value known = context.state().get(WRITTEN);
        if (!known.isNull()) {
            return (int) known.asLong();
        }
        String name = subject.orElseThrow(
                () -> new EncodingException("\"subject\" is missing: under which name the schema is registered"));
        String wanted = "the subject \"" + name + "\"";
        MapValue answer = schema.isPresent()
                ? ask(context, registration(name, schema.get()), wanted)
                : ask(context, Value.of("/subjects/" + name + "/versions/latest"), wanted);
        int id = (int) answer.get("id").asLong();
        context.state().put(WRITTEN, Value.of(id));
        context.state().put(Value.of(id), Value.of(schema.isPresent() ? schema.get() : text(answer, wanted)));
        return id;
    }

    private static Value registration(String name, String schema) {
        return MapValue.builder()
                .put("path", Value.of("/subjects/" + name + "/versions"))
                .put("headers", Value.map("Content-Type", Value.of("application/vnd.schemaregistry.v1+json")))
                .put("body", Value.map("schema", Value.of(schema)))
                .build();
    }

    private MapValue ask(ProcessorContext context, Value request, String wanted) throws EncodingException {
        try {
            Value answer = context.effect(service, request);
            if (answer.get("status").asLong() == OK && answer.get("body") instanceof MapValue body) {
                return body;
            }
            String said = answer.get("body") instanceof MapValue body
                            && body.get("message") instanceof StringValue(String text)
                    ? ": " + text
                    : "";
            throw new EncodingException("the registry has not " + wanted + ", status "
                    + answer.get("status").asLong() + said);
        } catch (EffectException e) {
            throw new EncodingException("the registry cannot be asked for " + wanted + ": " + e.getMessage());
        }
    }

    private static String text(MapValue answer, String wanted) throws EncodingException {
        boolean isAvro =
                answer.get("schemaType").isNull() || answer.get("schemaType").equals(Value.of("AVRO"));
        boolean isWhole = answer.get("references").isNull()
                || answer.get("references").asList().isEmpty();
        if (!isAvro || !isWhole || !(answer.get("schema") instanceof StringValue(String text))) {
            throw new EncodingException(wanted + " is not Avro, or refers to other subjects");
        }
        return text;
    }
}
