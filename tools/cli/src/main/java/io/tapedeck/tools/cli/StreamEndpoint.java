package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.SchemaStore;
import io.tapedeck.connectors.SchemaStoreProvider;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamCatalogProvider;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.controller.Extensions;
import io.tapedeck.log.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A stream that a command names by its URL, with the options that a pipeline's table would have beside it. */
final class StreamEndpoint {
    private final ConnectorProvider connector;
    private final StreamUrl url;
    private final List<OptionSpec> specs;
    private final Map<String, Object> options = new LinkedHashMap<>();

    private StreamEndpoint(ConnectorProvider connector, StreamUrl url, List<OptionSpec> specs) {
        this.connector = connector;
        this.url = url;
        this.specs = specs;
    }

    static StreamEndpoint source(Extensions extensions, String url, Map<String, String> options)
            throws WrongUseException {
        return of(extensions, url, ConnectorProvider::sourceOptions, options);
    }

    static StreamEndpoint sink(Extensions extensions, String url, Map<String, String> options)
            throws WrongUseException {
        return of(extensions, url, ConnectorProvider::sinkOptions, options);
    }

    /** The catalog of a system; {@code creating} adds the options that say how a stream is made. */
    static StreamEndpoint catalog(Extensions extensions, String url, Map<String, String> options, boolean creating)
            throws WrongUseException {
        StreamUrl parsed = parse(url);
        StreamCatalogProvider catalog = connector(extensions, parsed)
                .catalog()
                .orElseThrow(
                        () -> new WrongUseException(parsed.scheme() + ":// has no streams to list, make or remove"));
        return of(
                extensions,
                url,
                ignored -> creating
                        ? Stream.of(catalog.options(), catalog.createOptions())
                                .flatMap(List::stream)
                                .toList()
                        : catalog.options(),
                options);
    }

    /** A registry of schemas. */
    static StreamEndpoint schemas(Extensions extensions, String url, Map<String, String> options)
            throws WrongUseException {
        StreamUrl parsed = parse(url);
        SchemaStoreProvider schemas = connector(extensions, parsed)
                .schemas()
                .orElseThrow(() -> new WrongUseException(parsed.scheme()
                        + ":// keeps no schemas; a folder does, or a collection as mongodb://localhost/shop/schemas"));
        return of(extensions, url, ignored -> schemas.options(), options);
    }

    private static StreamEndpoint of(
            Extensions extensions,
            String url,
            Function<ConnectorProvider, List<OptionSpec>> specs,
            Map<String, String> options)
            throws WrongUseException {
        StreamUrl parsed = parse(url);
        ConnectorProvider connector = connector(extensions, parsed);
        StreamEndpoint endpoint = new StreamEndpoint(connector, parsed, specs.apply(connector));
        endpoint.setAll(options);
        return endpoint;
    }

    private static StreamUrl parse(String url) throws WrongUseException {
        try {
            return StreamUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private static ConnectorProvider connector(Extensions extensions, StreamUrl url) throws WrongUseException {
        return extensions
                .connector(url.scheme())
                .orElseThrow(() -> new WrongUseException("unknown kind of stream \"" + url.scheme() + "://\"; known: "
                        + String.join(", ", extensions.schemes())));
    }

    private void setAll(Map<String, String> texts) throws WrongUseException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Optional<OptionSpec> table = table(text.getKey());
            if (table.isPresent()) {
                entries(table.get())
                        .put(text.getKey().substring(table.get().name().length() + 1), text.getValue());
                continue;
            }
            OptionSpec spec = spec(text.getKey())
                    .orElseThrow(() -> new WrongUseException(url + " has no option \"" + text.getKey()
                            + "\" here; it has "
                            + String.join(
                                    ", ", specs.stream().map(OptionSpec::name).toList())));
            options.put(spec.name(), parse(spec, text.getValue()));
        }
    }

    /** The table that a name such as {@code properties.sasl.mechanism} leads into. */
    private Optional<OptionSpec> table(String name) {
        return specs.stream()
                .filter(spec -> spec.type() == OptionSpec.Type.TABLE && name.startsWith(spec.name() + "."))
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> entries(OptionSpec table) {
        return (Map<String, String>) options.computeIfAbsent(table.name(), name -> new LinkedHashMap<String, String>());
    }

    private static Object parse(OptionSpec spec, String text) throws WrongUseException {
        Optional<?> value = switch (spec.type()) {
            case STRING -> Optional.of(text);
            case BOOLEAN ->
                Optional.of(text)
                        .filter(word -> word.equals("true") || word.equals("false"))
                        .map(Boolean::valueOf);
            case INTEGER ->
                Optional.of(text).filter(word -> word.matches("-?\\d{1,18}")).map(Long::valueOf);
            case DURATION -> Optional.of(Duration.ofNanos(Quantities.nanos(text)));
            case TABLE -> Optional.empty(); // its entries are set one by one
        };
        if (value.isEmpty()) {
            throw new WrongUseException(
                    "\"" + text + "\" is not what the option \"" + spec.name() + "\" takes: " + spec.description());
        }
        return value.get();
    }

    private Optional<OptionSpec> spec(String name) {
        return specs.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    /** Where a source begins: {@code start}, {@code end}, a time, or what else its option {@code start} takes. */
    void beginAt(String offset) throws WrongUseException {
        if (!offset.equals("start") && !has("start")) {
            throw new WrongUseException(this + " is read from its start; --offset " + offset + " has no place there");
        }
        setDefault(
                "start",
                switch (offset) {
                    case "start" -> "earliest";
                    case "end" -> "latest";
                    default -> offset;
                });
    }

    /** Whether a sink is this process's standard output. */
    boolean isStandardOutput() {
        return url.scheme().equals("stdio") && url.rest().isEmpty();
    }

    /** Leaves standard output to a sink that is it; what is told goes to standard error. */
    void takeStandardOutput(boolean json) throws WrongUseException {
        if (!isStandardOutput()) {
            return;
        }
        if (json) {
            throw new WrongUseException("standard output is the stream's; --json has no place there");
        }
        Screen.leaveOutToSink();
    }

    /** Whether the user set an option, or a default was set. */
    boolean isSet(String name) {
        return options.containsKey(name);
    }

    /** Whether the stream has an option. */
    boolean has(String name) {
        return spec(name).isPresent();
    }

    /** Sets an option that the stream has, unless the user did. */
    void setDefault(String name, Object value) {
        if (has(name)) {
            options.putIfAbsent(name, value);
        }
    }

    Source openSource() throws WrongUseException, ConnectorException {
        Endpoint endpoint = endpoint();
        refuse(connector.checkSource(endpoint));
        return connector.openSource(endpoint, ShardShare.ALL);
    }

    Sink openSink(String name, boolean overwrite) throws WrongUseException, ConnectorException {
        return openSink(new SinkContext(UUID.randomUUID(), name, 0, overwrite, Durability.OS));
    }

    Sink openSink(SinkContext context) throws WrongUseException, ConnectorException {
        Endpoint endpoint = endpoint();
        refuse(connector.checkSink(endpoint));
        return connector.openSink(endpoint, context);
    }

    /** The streams that a catalog's URL names. */
    List<String> names() throws WrongUseException {
        StreamCatalogProvider catalog = connector.catalog().orElseThrow();
        refuse(catalog.check(endpoint()));
        return catalog.names(endpoint());
    }

    StreamCatalog openCatalog() throws WrongUseException, ConnectorException {
        StreamCatalogProvider catalog = connector.catalog().orElseThrow();
        refuse(catalog.check(endpoint()));
        return catalog.open(endpoint());
    }

    SchemaStore openSchemas() throws WrongUseException, ConnectorException {
        SchemaStoreProvider schemas = connector.schemas().orElseThrow();
        refuse(schemas.check(endpoint()));
        return schemas.open(endpoint());
    }

    private Endpoint endpoint() {
        return new Endpoint(url, Path.of(""), options);
    }

    private static void refuse(List<ConnectorProvider.Mistake> mistakes) throws WrongUseException {
        if (!mistakes.isEmpty()) {
            throw new WrongUseException(mistakes.getFirst().message());
        }
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
