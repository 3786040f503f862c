package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a pipeline says of its streams: a URL, or a table with one and the options of its connector. */
final class StreamTables {
    /** The formats that connectors read and write themselves. */
    private static final Set<Value> OWN_FORMATS = Set.of(Value.of("json"), Value.of("text"), Value.of("bytes"));

    /** The streams whose messages may have a schema. */
    private static final Set<String> EDGES = Set.of("from", "to");

    private final Path folder;
    private final Extensions extensions;

    /** @param folder where relative paths start */
    StreamTables(Path folder, Extensions extensions) {
        this.folder = folder;
        this.extensions = extensions;
    }

    /** The stream that is read. */
    Optional<Endpoint> source(PipelineTable table, String key) {
        return endpoint(table, key, Role.SOURCE);
    }

    /** A stream that is written. */
    Optional<Endpoint> sink(PipelineTable table, String key) {
        return endpoint(table, key, Role.SINK);
    }

    private enum Role {
        SOURCE,
        SINK
    }

    private Optional<Endpoint> endpoint(PipelineTable table, String key, Role role) {
        int before = table.mistakeCount();
        boolean isTable = table.isTable(key);
        Optional<PipelineTable> options = isTable ? table.table(key) : Optional.empty();
        String example = role == Role.SOURCE ? "file://data/in.ndjson" : "chronicle://var/out";
        String text =
                options.isPresent() ? options.get().requiredString("url", example) : table.requiredString(key, example);
        if (table.mistakeCount() > before) {
            return Optional.empty();
        }
        PipelineTable place = options.orElse(table);
        options.filter(its -> EDGES.contains(key)).ifPresent(its -> its.allow("schema"));
        String urlKey = isTable ? "url" : key;
        StreamUrl url;
        try {
            url = StreamUrl.parse(text);
        } catch (IllegalArgumentException e) {
            place.mistakeAt(urlKey, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        Optional<ConnectorProvider> provider = extensions.connector(url.scheme());
        if (provider.isEmpty()) {
            place.mistakeAt(urlKey, "unknown kind of stream \"" + url.scheme() + "://\"" + knownSchemes(url.scheme()));
            return Optional.empty();
        }
        return Optional.of(checked(provider.get(), url, options, role, place, urlKey));
    }

    private String knownSchemes(String scheme) {
        String near = Spelling.hint(scheme, extensions.schemes());
        return near.isEmpty() ? "; known: " + String.join(", ", extensions.schemes()) : near;
    }

    private Endpoint checked(
            ConnectorProvider provider,
            StreamUrl url,
            Optional<PipelineTable> options,
            Role role,
            PipelineTable place,
            String urlKey) {
        List<OptionSpec> specs = role == Role.SOURCE ? provider.sourceOptions() : provider.sinkOptions();
        Map<String, Object> values = new HashMap<>();
        options.ifPresent(table -> {
            String word = role == Role.SOURCE ? "decode" : "encode";
            boolean isByStep = specs.stream().anyMatch(spec -> spec.name().equals(word)) && isEdgeStep(table, word);
            values.putAll(options(
                    table,
                    specs.stream()
                            .filter(spec -> !isByStep || !spec.name().equals(word))
                            .toList()));
            if (isByStep) {
                table.allow(word);
                values.put(word, role == Role.SOURCE ? "bytes" : "text"); // which writes bytes as they are
            }
            table.rejectUnknownKeys();
        });
        Endpoint endpoint = new Endpoint(url, folder, values);
        List<ConnectorProvider.Mistake> found =
                role == Role.SOURCE ? provider.checkSource(endpoint) : provider.checkSink(endpoint);
        found.forEach(mistake ->
                place.mistakeAt(mistake.option().equals("url") ? urlKey : mistake.option(), mistake.message()));
        return endpoint;
    }

    /** What a table says of the options that are there. */
    static Map<String, Object> options(PipelineTable table, List<OptionSpec> specs) {
        Map<String, Object> values = new HashMap<>();
        specs.forEach(spec -> option(table, spec).ifPresent(value -> values.put(spec.name(), value)));
        return values;
    }

    private static Optional<?> option(PipelineTable table, OptionSpec spec) {
        return switch (spec.type()) {
            case STRING -> table.string(spec.name());
            case BOOLEAN -> table.flag(spec.name());
            case INTEGER -> table.integer(spec.name());
            case DURATION -> table.duration(spec.name(), "\"500ms\" or \"10s\"");
            case TABLE -> Optional.of(table.stringTable(spec.name()));
        };
    }

    /** The schema of what a stream carries, where its table says one. */
    static Optional<String> schemaOf(PipelineTable table, String edge) {
        return table.isTable(edge) ? table.table(edge).flatMap(stream -> stream.string("schema")) : Optional.empty();
    }

    /** Whether a format at a stream is a step that the connector does not do itself. */
    boolean isEdgeStep(PipelineTable stream, String word) {
        return stream.has(word)
                && (stream.isTable(word) || !OWN_FORMATS.contains(stream.value(word)))
                && extensions.hostOf(word).isPresent();
    }

    /** What reads or writes a stream. */
    ConnectorProvider connector(Endpoint endpoint) {
        return extensions.connector(endpoint.url().scheme()).orElseThrow();
    }
}
