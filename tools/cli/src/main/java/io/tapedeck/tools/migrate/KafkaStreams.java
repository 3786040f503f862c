package io.tapedeck.tools.migrate;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.controller.Extensions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Topics of Kafka. mstream has the properties of librdkafka, we those of Kafka's own client, which are mostly the same:
 * our connector says of each whether it takes it.
 */
final class KafkaStreams implements StreamWriter {
    private static final Set<String> NOT_PROPERTIES = Set.of(
            "name",
            "provider",
            "bootstrap.servers",
            "metadata.broker.list",
            "group.id",
            "auto.offset.reset",
            "offset_seek_back_seconds",
            "sasl.username",
            "sasl.password",
            "sasl.mechanism",
            "sasl.mechanisms",
            "ssl.ca.location",
            "enable.auto.commit",
            "auto.commit.interval.ms",
            "enable.auto.offset.store",
            "client.id");
    private static final Set<String> FROM_THE_START = Set.of("earliest", "smallest", "beginning");

    private final Optional<ConnectorProvider> connector;

    KafkaStreams(Extensions extensions) {
        connector = extensions.connector("kafka");
    }

    @Override
    public Map<String, Object> source(MstreamReference from, PipelinePlan plan, Draft draft) {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("url", url(from, draft));
        group(from.service(), plan, draft).ifPresent(group -> stream.put("group", group));
        String reset = from.service().table().string("auto.offset.reset").orElse("latest");
        stream.put("start", FROM_THE_START.contains(reset) ? "earliest" : "latest");
        entry(from.service(), "offset_seek_back_seconds")
                .ifPresent(entry -> draft.notCarriedOver(
                        entry,
                        "a new run begins at start, which may be a time with its zone, such as "
                                + "\"2026-11-29T03:00:00Z\"; a run that goes on begins where it was"));
        for (String key : List.of("enable.auto.commit", "auto.commit.interval.ms", "enable.auto.offset.store")) {
            entry(from.service(), key)
                    .ifPresent(entry -> draft.notCarriedOver(
                            entry, "what is delivered is acknowledged, and where a run is stands in its log"));
        }
        putProperties(stream, from.service(), /* isSource= */ true, draft);
        return stream;
    }

    @Override
    public Map<String, Object> sink(MstreamReference to, PipelinePlan plan, Draft draft) {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("url", url(to, draft));
        putProperties(stream, to.service(), /* isSource= */ false, draft);
        return stream;
    }

    private static String url(MstreamReference reference, Draft draft) {
        ForeignTable table = reference.service().table();
        String servers = table.string("bootstrap.servers")
                .or(() -> table.string("metadata.broker.list"))
                .orElse("");
        if (servers.isEmpty()) {
            table.mistake("the service \"" + reference.service().name()
                    + "\" has no \"bootstrap.servers\", such as \"localhost:9092\"");
        }
        String nodes = draft.string(reference.service(), "bootstrap.servers", servers);
        return "kafka://" + nodes.replaceAll("\\s|[A-Z_]+://", "") + "/" + reference.resource();
    }

    /** The group whose members share a topic. Pipelines of one connector each read all of it, so each has its own. */
    private static Optional<String> group(MstreamService service, PipelinePlan plan, Draft draft) {
        Optional<ForeignTable.Entry> entry = entry(service, "group.id");
        Optional<String> group = service.table().string("group.id");
        if (entry.isEmpty() || group.isEmpty()) {
            return Optional.empty();
        }
        if (plan.asksInBatches()) {
            draft.notCarriedOver(
                    entry.get(),
                    "in a group steps keep no state, and the batch of this pipeline is some; the run has the positions");
            return Optional.empty();
        }
        String name = draft.string(service, "group.id", group.get());
        if (plan.sink() == 0) {
            return Optional.of(name);
        }
        draft.comment("a group of its own, as members of one share the topic out; it begins at start");
        return Optional.of(name + "-" + plan.name());
    }

    private static Optional<ForeignTable.Entry> entry(MstreamService service, String key) {
        return service.table().entries().stream()
                .filter(entry -> entry.path().equals(key))
                .findFirst();
    }

    private void putProperties(Map<String, Object> stream, MstreamService service, boolean isSource, Draft draft) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (ForeignTable.Entry entry : service.table().entriesBut(NOT_PROPERTIES)) {
            Optional<String> offence = offence(entry, isSource);
            if (offence.isPresent()) {
                draft.notCarriedOver(entry, offence.get());
            } else {
                properties.put(
                        entry.path(),
                        draft.string(service, entry.path(), entry.value().toString()));
            }
        }
        service.table()
                .string("client.id")
                .ifPresent(id -> properties.put("client.id", draft.string(service, "client.id", id)));
        putAuthority(properties, service, draft);
        putLogin(properties, service, draft);
        if (!properties.isEmpty()) {
            stream.put("properties", properties);
        }
    }

    /** What our connector has against a property. */
    private Optional<String> offence(ForeignTable.Entry entry, boolean isSource) {
        if (!(entry.value() instanceof String text)) {
            return Optional.of("mstream takes strings only as properties");
        }
        if (connector.isEmpty() || text.startsWith("env:")) {
            return Optional.empty(); // what a variable holds is not known here
        }
        String tried = Secrets.isSecret(entry.path()) ? "secret" : text;
        Endpoint endpoint = new Endpoint(
                StreamUrl.parse("kafka://localhost/any"),
                Path.of(""),
                Map.of("properties", Map.of(entry.path(), tried)));
        List<ConnectorProvider.Mistake> mistakes = isSource
                ? connector.get().checkSource(endpoint)
                : connector.get().checkSink(endpoint);
        return mistakes.stream()
                .filter(mistake -> mistake.option().equals("properties"))
                .map(ConnectorProvider.Mistake::message)
                .findFirst();
    }

    private static void putAuthority(Map<String, Object> properties, MstreamService service, Draft draft) {
        service.table().string("ssl.ca.location").ifPresent(file -> {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", draft.string(service, "ssl.ca.location", file));
        });
    }

    /** librdkafka's user name and password are one property of Kafka's own client. */
    private static void putLogin(Map<String, Object> properties, MstreamService service, Draft draft) {
        ForeignTable table = service.table();
        Optional<String> mechanism = table.string("sasl.mechanism").or(() -> table.string("sasl.mechanisms"));
        mechanism.ifPresent(word -> properties.put("sasl.mechanism", draft.string(service, "sasl.mechanism", word)));
        if (!table.has("sasl.username") && !table.has("sasl.password")) {
            return;
        }
        String module = mechanism.orElse("").startsWith("SCRAM")
                ? "org.apache.kafka.common.security.scram.ScramLoginModule"
                : "org.apache.kafka.common.security.plain.PlainLoginModule";
        List<String> words = new ArrayList<>(List.of(module, "required"));
        table.string("sasl.username")
                .ifPresent(user -> words.add("username=" + inQuotes(draft.string(service, "sasl.username", user))));
        table.string("sasl.password")
                .ifPresent(word -> words.add("password=" + inQuotes(draft.string(service, "sasl.password", word))));
        properties.put("sasl.jaas.config", String.join(" ", words) + ";");
    }

    private static String inQuotes(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
