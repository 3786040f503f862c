package io.tapedeck.tools.migrate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the messages of a source are decoded from, and those of a sink encoded to. */
final class Encodings {
    private final Draft draft;
    private final MstreamConnector connector;

    Encodings(Draft draft, MstreamConnector connector) {
        this.draft = draft;
        this.connector = connector;
    }

    /** Puts a source's {@code decode} into its table; a MongoDB source needs none. */
    void putDecode(Map<String, Object> stream) {
        MstreamReference source = connector.source();
        if (source.service().provider().equals("mongodb")) {
            source.input()
                    .filter(word -> !word.equals("bson"))
                    .ifPresent(word -> note(source, "input_encoding", "changes of MongoDB are BSON, in mstream too"));
            return;
        }
        if (source.input().isEmpty()) {
            source.table()
                    .mistake(
                            "the source has no \"input_encoding\", which says what its messages are: json, bson or avro");
        }
        stream.put("decode", format(source.input().orElse("json"), source.schema()));
        noteUnusedSchema(source, source.input());
    }

    /** Puts a sink's {@code encode} into its table; a MongoDB sink needs none. */
    void putEncode(Map<String, Object> stream, MstreamReference sink) {
        if (sink.service().provider().equals("mongodb")) {
            sink.output()
                    .filter(word -> !word.equals("bson"))
                    .ifPresent(word -> note(sink, "output_encoding", "a sink of MongoDB writes documents"));
        } else {
            stream.put("encode", format(sink.output().orElse("json"), inherited(sink)));
        }
        noteUnusedSchema(sink, sink.output());
    }

    /** Says of a schema at an encoding other than Avro that nothing is validated by it. */
    void noteUnusedSchema(MstreamReference reference, Optional<String> encoding) {
        boolean isUsed =
                encoding.orElse("json").equals("avro") || reference.schema().isEmpty();
        if (!isUsed) {
            note(
                    reference,
                    "schema_id",
                    "a step such as validate = \"schemas/" + reference.schema().orElse("")
                            + ".schema.json\" validates by a JSON Schema");
        }
    }

    private void note(MstreamReference reference, String key, String reason) {
        reference.table().entries().stream()
                .filter(entry -> entry.path().equals(key))
                .forEach(entry -> draft.notCarriedOver(entry, reason));
    }

    /** The schema of a sink: its own, or that of the step before that has one. */
    private Optional<String> inherited(MstreamReference sink) {
        return sink.schema()
                .or(() -> connector.middlewares().reversed().stream()
                        .flatMap(middleware -> middleware.schema().stream())
                        .findFirst())
                .or(() -> connector.source().schema());
    }

    private Object format(String word, Optional<String> schema) {
        if (!word.equals("avro")) {
            return word;
        }
        String file = "schemas/" + schema.orElse("schema").replaceAll("[^A-Za-z0-9._-]", "-") + ".avsc";
        draft.comment(origin(schema) + " as " + file);
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("format", word);
        format.put("schema", file);
        return format;
    }

    private String origin(Optional<String> schema) {
        Optional<MstreamSchema> place = Stream.of(schema)
                .flatMap(Optional::stream)
                .flatMap(id ->
                        connector.schemas().stream().filter(known -> known.id().equals(id)))
                .findFirst();
        return place.map(found -> "save the schema \"" + found.resource() + "\" of service \"" + found.service() + "\"")
                .orElse(
                        schema.isPresent()
                                ? "\"" + schema.get() + "\" is none of the connector's schemas; save an Avro schema"
                                : "Avro needs a schema, and the original names none; save one");
    }

    /** The schemas that no part of the connector refers to. */
    List<MstreamSchema> unused() {
        List<String> used = Stream.concat(
                        Stream.of(connector.source()),
                        Stream.concat(connector.middlewares().stream(), connector.sinks().stream()))
                .flatMap(reference -> reference.schema().stream())
                .toList();
        return connector.schemas().stream()
                .filter(schema -> !used.contains(schema.id()))
                .toList();
    }
}
