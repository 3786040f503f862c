package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.SchemaStoreProvider;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.connectors.ServiceProvider;
import io.tapedeck.connectors.StreamUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the pipelines of a file share: services, and the registry of schemas. */
final class SharedTables {
    private final Path folder;
    private final Extensions extensions;

    /** @param folder where relative paths start */
    SharedTables(Path folder, Extensions extensions) {
        this.folder = folder;
        this.extensions = extensions;
    }

    /** The services that the steps may ask. */
    List<ServiceDefinition> services(PipelineTable root) {
        List<ServiceDefinition> services = new ArrayList<>();
        root.table("service")
                .ifPresent(all -> all.keys()
                        .forEach(name -> all.table(name)
                                .flatMap(table -> service(name, table))
                                .ifPresent(services::add)));
        return services;
    }

    private Optional<ServiceDefinition> service(String name, PipelineTable table) {
        List<String> kinds =
                extensions.serviceKinds().stream().filter(table::has).toList();
        if (kinds.size() != 1) {
            table.mistake("a service has one address, such as http = \"https://geo.example/v1\"; known: "
                    + String.join(", ", extensions.serviceKinds()));
            return Optional.empty();
        }
        ServiceProvider provider = extensions.service(kinds.getFirst()).orElseThrow();
        int before = table.mistakeCount();
        String address = table.string(provider.kind()).orElse("");
        ServiceDefinition definition =
                new ServiceDefinition(name, provider.kind(), address, StreamTables.options(table, provider.options()));
        table.rejectUnknownKeys();
        if (table.mistakeCount() == before) {
            provider.check(definition).forEach(mistake -> table.mistakeAt(mistake.option(), mistake.message()));
        }
        return Optional.of(definition);
    }

    /** The registry of schemas that the file names. */
    Optional<PipelineSchemas.Opening> schemas(PipelineTable root) {
        if (!root.has("schemas")) {
            root.allow("schemas");
            return Optional.empty();
        }
        Optional<PipelineTable> table = root.isTable("schemas") ? root.table("schemas") : Optional.empty();
        String place = table.isPresent()
                ? table.get().requiredString("url", "mongodb://localhost/shop/schemas")
                : root.string("schemas").orElse("");
        if (!place.contains("://")) {
            table.ifPresent(PipelineTable::rejectUnknownKeys);
            return Optional.of(() -> new FolderSchemaStore(folder.resolve(place).normalize()));
        }
        try {
            StreamUrl url = StreamUrl.parse(place);
            SchemaStoreProvider provider = extensions
                    .connector(url.scheme())
                    .flatMap(ConnectorProvider::schemas)
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    url.scheme()
                                            + ":// keeps no schemas; a folder does, or a collection as mongodb://localhost/shop/schemas"));
            Map<String, Object> values =
                    table.isPresent() ? StreamTables.options(table.get(), provider.options()) : Map.of();
            table.ifPresent(PipelineTable::rejectUnknownKeys);
            Endpoint endpoint = new Endpoint(url, folder, values);
            provider.check(endpoint).forEach(mistake -> root.mistakeAt("schemas", mistake.message()));
            return Optional.of(() -> provider.open(endpoint));
        } catch (IllegalArgumentException e) {
            root.mistakeAt("schemas", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
