package io.tapedeck.tools.migrate;

import io.tapedeck.controller.Mistake;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/**
 * What an mstream file says: its services by their names, its connectors, and what else is in it. A connector that is
 * disabled may have mistakes, as mstream does not look at it.
 */
record MstreamFile(
        Map<String, MstreamService> services, List<ConnectorEntry> connectors, List<ForeignTable.Entry> others) {
    private static final Set<String> PROVIDERS = Set.of("mongodb", "kafka", "pubsub", "http", "udf");
    private static final Set<String> ENCODINGS = Set.of("json", "bson", "avro");

    /**
     * A connector as the file has it.
     *
     * @param connector what it says; empty where it has mistakes
     * @param mistakes those of one that is disabled
     */
    record ConnectorEntry(
            String name, int line, boolean enabled, Optional<MstreamConnector> connector, List<Mistake> mistakes) {}

    /**
     * Reads a file.
     *
     * @param mistakes where those go that are found later, when what it says is converted
     * @throws ForeignFileException where it is no such file, or says what cannot be
     */
    static MstreamFile read(Path file, List<Mistake> mistakes) throws IOException, ForeignFileException {
        TomlParseResult toml = Toml.parse(text(file));
        toml.errors()
                .forEach(error -> mistakes.add(new Mistake(
                        file, error.position().line(), error.position().column(), String.valueOf(error.getMessage()))));
        failOn(mistakes);
        ForeignTable root = new ForeignTable(file, toml, TomlPosition.positionAt(1, 1), mistakes);
        if (!root.has("connectors")) {
            root.mistake("this is no configuration of mstream: it has no [[connectors]]");
        }
        failOn(mistakes);
        Map<String, MstreamService> services = services(root);
        List<ConnectorEntry> connectors = root.tables("connectors").stream()
                .map(table -> connector(table, services))
                .toList();
        List<ForeignTable.Entry> others = root.leaves().stream()
                .filter(entry ->
                        !entry.path().equals("services") && !entry.path().equals("connectors"))
                .toList();
        failOn(mistakes);
        return new MstreamFile(services, connectors, others);
    }

    private static void failOn(List<Mistake> mistakes) throws ForeignFileException {
        if (!mistakes.isEmpty()) {
            throw new ForeignFileException(mistakes);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException(
                    Files.isDirectory(file)
                            ? file + " is a folder; name the configuration in it"
                            : "cannot read " + file + ": " + e.getMessage(),
                    e);
        }
    }

    private static Map<String, MstreamService> services(ForeignTable root) {
        Map<String, MstreamService> services = new LinkedHashMap<>();
        for (ForeignTable table : root.tables("services")) {
            MstreamService service =
                    new MstreamService(table.requiredString("name"), table.requiredString("provider"), table);
            if (table.has("provider") && !PROVIDERS.contains(service.provider())) {
                table.mistakeAt(
                        "provider",
                        "the provider \"" + service.provider() + "\" is not known; mstream has mongodb, kafka, pubsub, "
                                + "http and udf");
            }
            if (services.putIfAbsent(service.name(), service) != null) {
                table.mistakeAt("name", "there are two services \"" + service.name() + "\"");
            }
        }
        return services;
    }

    private static ConnectorEntry connector(ForeignTable all, Map<String, MstreamService> services) {
        boolean enabled = all.flag("enabled", true);
        List<Mistake> forgiven = new ArrayList<>();
        ForeignTable table = enabled ? all : all.withMistakesTo(forgiven);
        String name = table.requiredString("name");
        Optional<MstreamReference> source = table.table("source").flatMap(reference -> reference(reference, services));
        if (!table.has("source")) {
            table.mistake("the connector has no source, such as source = { service_name = \"…\", resource = \"…\" }");
        }
        List<MstreamReference> sinks = references(table, "sinks", services);
        if (!table.has("sinks")) {
            table.mistake("the connector has no sinks");
        }
        List<MstreamReference> middlewares = references(table, "middlewares", services);
        List<MstreamSchema> schemas = table.tables("schemas").stream()
                .map(schema -> new MstreamSchema(
                        schema.requiredString("id"),
                        schema.string("service_name").orElse(""),
                        schema.string("resource").orElse(""),
                        schema))
                .toList();
        return new ConnectorEntry(
                name,
                table.line(),
                enabled,
                source.filter(found -> forgiven.isEmpty())
                        .map(found ->
                                new MstreamConnector(name, batch(table), found, middlewares, schemas, sinks, table)),
                forgiven);
    }

    private static Optional<Long> batch(ForeignTable table) {
        return table.table("batch")
                .filter(batch -> batch.string("kind").orElse("").equals("count"))
                .flatMap(batch -> batch.integer("size"));
    }

    private static List<MstreamReference> references(
            ForeignTable table, String key, Map<String, MstreamService> services) {
        return table.tables(key).stream()
                .flatMap(reference -> reference(reference, services).stream())
                .toList();
    }

    private static Optional<MstreamReference> reference(ForeignTable table, Map<String, MstreamService> services) {
        String name = table.requiredString("service_name");
        String resource = table.requiredString("resource");
        MstreamService service = services.get(name);
        if (service == null) {
            if (table.has("service_name")) {
                table.mistakeAt("service_name", "there is no service \"" + name + "\" among the [[services]]");
            }
            return Optional.empty();
        }
        return Optional.of(new MstreamReference(
                service,
                resource,
                table.string("schema_id"),
                encoding(table, "input_encoding"),
                encoding(table, "output_encoding"),
                table));
    }

    private static Optional<String> encoding(ForeignTable table, String key) {
        Optional<String> word = table.string(key);
        if (word.isPresent() && !ENCODINGS.contains(word.get())) {
            table.mistakeAt(key, "\"" + key + "\" is json, bson or avro, not \"" + word.get() + "\"");
        }
        return word;
    }
}
