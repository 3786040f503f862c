package io.tapedeck.tools.migrate;

import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Mistake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a pipeline file of a configuration of mstream, a bridge between MongoDB, Kafka and Pub/Sub ({@code
 * spec/convert.md}). Each connector becomes a pipeline for each of its sinks. What has no counterpart becomes a comment.
 */
public final class MstreamConversion {
    private static final Set<String> CONNECTOR_KEYS =
            Set.of("enabled", "name", "batch", "checkpoint", "source", "middlewares", "schemas", "sinks");
    private static final Set<String> REFERENCE_KEYS =
            Set.of("service_name", "resource", "schema_id", "input_encoding", "output_encoding");
    private static final Set<String> SCHEMA_KEYS = Set.of("id", "service_name", "resource");

    private final Path file;
    private final MstreamFile original;
    private final List<Mistake> mistakes;
    private final Map<String, StreamWriter> writers;
    private final TomlText text = new TomlText();
    private final Variables variables = new Variables();
    private final Set<NotCarriedOver> notes = new LinkedHashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> servicesWritten = new HashSet<>();
    private final Set<String> servicesUsed = new HashSet<>();
    private final List<String> pipelines = new ArrayList<>();
    private final List<String> disabled = new ArrayList<>();

    private MstreamConversion(Path file, MstreamFile original, List<Mistake> mistakes, Extensions extensions) {
        this.file = file;
        this.original = original;
        this.mistakes = mistakes;
        writers = Map.of(
                "kafka", new KafkaStreams(extensions),
                "mongodb", new MongoStreams(),
                "pubsub", new PubSubStreams(),
                "http", new HttpStreams());
    }

    /**
     * Converts a file.
     *
     * @param extensions the connectors, which say what properties they take
     * @throws ForeignFileException where it is none of mstream's, or says what cannot be
     * @throws IOException where it cannot be read; the message is a sentence
     */
    public static Converted convert(Path file, Extensions extensions) throws IOException, ForeignFileException {
        List<Mistake> mistakes = new ArrayList<>();
        MstreamConversion conversion =
                new MstreamConversion(file, MstreamFile.read(file, mistakes), mistakes, extensions);
        Converted converted = conversion.convert();
        if (!mistakes.isEmpty()) {
            throw new ForeignFileException(mistakes);
        }
        return converted;
    }

    private Converted convert() {
        text.comment("Made of " + file.getFileName() + ", a configuration of mstream, by ./tapedeck convert.");
        text.comment("./tapedeck check says whether all is there that it needs.");
        Draft head = new Draft(variables, notes);
        original.others().forEach(entry -> head.notCarriedOver(entry, SystemSettings.reason(entry.path())));
        text.append(head.text());
        original.connectors().forEach(this::connector);
        Draft tail = new Draft(variables, notes);
        original.services().values().stream()
                .filter(service -> !servicesUsed.contains(service.name()))
                .forEach(service -> tail.notCarriedOver(
                        "the service \"" + service.name() + "\" (" + service.provider() + ")",
                        "services." + service.name(),
                        service.table().line(),
                        "no connector that is enabled uses it"));
        text.append(tail.text());
        return new Converted(text.toString(), pipelines, disabled, variables.names(), List.copyOf(notes));
    }

    private void connector(MstreamFile.ConnectorEntry entry) {
        if (!entry.enabled()) {
            disabled(entry);
        } else if (entry.connector().isPresent()) {
            MstreamConnector connector = entry.connector().get();
            for (int sink = 0; sink < connector.sinks().size(); sink++) {
                PipelinePlan plan = new PipelinePlan(nameOf(connector, sink), connector, sink);
                pipelines.add(plan.name());
                text.append(pipeline(plan, new Draft(variables, notes), servicesWritten));
                servicesUsed.add(connector.source().service().name());
                servicesUsed.add(plan.to().service().name());
                connector
                        .middlewares()
                        .forEach(used -> servicesUsed.add(used.service().name()));
            }
        }
    }

    /** A connector that is disabled becomes comments; its variables are not needed. */
    private void disabled(MstreamFile.ConnectorEntry entry) {
        disabled.add(entry.name());
        Draft draft = new Draft(variables, notes);
        String what = "the connector \"" + entry.name() + "\"";
        if (entry.connector().isEmpty()) {
            draft.notCarriedOver(
                    what,
                    "connectors." + entry.name(),
                    entry.line(),
                    "it is disabled, and has mistakes: "
                            + entry.mistakes().getFirst().message());
            text.append(draft.text());
            return;
        }
        draft.notCarriedOver(
                what,
                "connectors." + entry.name(),
                entry.line(),
                "it is disabled there (enabled = false), so what follows are comments; without their first sign it is a "
                        + "pipeline");
        text.append(draft.text());
        MstreamConnector connector = entry.connector().get();
        int mistakesBefore = mistakes.size();
        for (int sink = 0; sink < connector.sinks().size(); sink++) {
            PipelinePlan plan = new PipelinePlan(nameOf(connector, sink), connector, sink);
            text.appendAsComments(
                    pipeline(plan, new Draft(new Variables(), new LinkedHashSet<>()), new HashSet<>(servicesWritten)));
        }
        mistakes.subList(mistakesBefore, mistakes.size()).clear();
    }

    private String nameOf(MstreamConnector connector, int sink) {
        String base = connector.sinks().size() == 1
                ? connector.name()
                : connector.name() + "-" + connector.sinks().get(sink).service().name();
        String clean = base.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String start = clean.isEmpty() ? "pipeline" : clean.substring(0, Math.min(clean.length(), 90));
        String name = start;
        for (int i = 2; !names.add(name); i++) {
            name = start + "-" + i;
        }
        return name;
    }

    private TomlText pipeline(PipelinePlan plan, Draft draft, Set<String> services) {
        MstreamConnector connector = plan.connector();
        connector.middlewares().stream()
                .filter(middleware -> middleware.service().provider().equals("http"))
                .filter(middleware -> services.add(middleware.service().name()))
                .forEach(middleware -> service(middleware, draft));
        draft.text().heading(/* ofList= */ false, "pipeline", plan.name());
        if (connector.sinks().size() > 1) {
            draft.comment(
                    "sink " + (plan.sink() + 1) + " of " + connector.sinks().size() + " of the connector \""
                            + connector.name()
                            + "\": a pipeline has one, so each has a pipeline, and one that fails does not stop"
                            + " the others");
        }
        Encodings encodings = new Encodings(draft, connector);
        settings(plan, encodings, draft);
        draft.entry("from", from(plan, encodings, draft));
        draft.entry("to", to(plan, encodings, draft));
        draft.text().blank();
        new PipelineSteps(plan, draft, encodings).write();
        return draft.text();
    }

    private static void service(MstreamReference middleware, Draft draft) {
        Map<String, Object> table = HttpStreams.service(middleware, draft);
        draft.text()
                .heading(/* ofList= */ false, "service", middleware.service().name());
        table.forEach(draft::entry);
        draft.text().blank();
    }

    private Map<String, Object> from(PipelinePlan plan, Encodings encodings, Draft draft) {
        MstreamReference source = plan.connector().source();
        noteUnknown(source, draft);
        Map<String, Object> stream = writer(source)
                .map(writer -> writer.source(source, plan, draft))
                .map(LinkedHashMap::new)
                .orElseGet(LinkedHashMap::new);
        encodings.putDecode(stream);
        return stream;
    }

    private Map<String, Object> to(PipelinePlan plan, Encodings encodings, Draft draft) {
        noteUnknown(plan.to(), draft);
        Map<String, Object> stream = writer(plan.to())
                .map(writer -> writer.sink(plan.to(), plan, draft))
                .map(LinkedHashMap::new)
                .orElseGet(LinkedHashMap::new);
        encodings.putEncode(stream, plan.to());
        return stream;
    }

    private Optional<StreamWriter> writer(MstreamReference reference) {
        Optional<StreamWriter> writer =
                Optional.ofNullable(writers.get(reference.service().provider()));
        if (writer.isEmpty()) {
            reference
                    .table()
                    .mistakeAt("service_name", "\"" + reference.service().name() + "\" is neither a source nor a sink");
        }
        return writer;
    }

    private static void noteUnknown(MstreamReference reference, Draft draft) {
        reference
                .table()
                .entriesBut(REFERENCE_KEYS)
                .forEach(entry -> draft.notCarriedOver(entry, "mstream does not know this key either"));
    }

    /** What is said of a connector as a whole. */
    private static void settings(PipelinePlan plan, Encodings encodings, Draft draft) {
        MstreamConnector connector = plan.connector();
        connector.table().entries().forEach(entry -> {
            switch (entry.path()) {
                case "batch" -> noteBatch(plan, entry, draft);
                case "checkpoint" -> noteCheckpoint(connector, entry, draft);
                default -> {
                    if (!CONNECTOR_KEYS.contains(entry.path())) {
                        draft.notCarriedOver(entry, "mstream does not know this key either");
                    }
                }
            }
        });
        encodings
                .unused()
                .forEach(schema -> draft.notCarriedOver(
                        "the schema \"" + schema.id() + "\" (\"" + schema.resource() + "\" of \"" + schema.service()
                                + "\")",
                        "schemas." + schema.id(),
                        schema.table().line(),
                        "nothing refers to it"));
        connector
                .schemas()
                .forEach(schema -> schema.table()
                        .entriesBut(SCHEMA_KEYS)
                        .forEach(entry -> draft.notCarriedOver(entry, "mstream does not know this key either")));
        connector.middlewares().forEach(middleware -> noteUnknown(middleware, draft));
    }

    private static void noteBatch(PipelinePlan plan, ForeignTable.Entry entry, Draft draft) {
        if (plan.connector().batch().isEmpty()) {
            draft.notCarriedOver(entry, "mstream knows batches of the kind \"count\", with a size");
        } else if (!plan.asksInBatches() && !plan.to().service().provider().equals("http")) {
            draft.notCarriedOver(
                    entry,
                    "each message is one at the sink, as in mstream; what is written together is the sink's own affair, "
                            + "and commit = \"100ms\" makes it more");
        }
    }

    private static void noteCheckpoint(MstreamConnector connector, ForeignTable.Entry entry, Draft draft) {
        boolean enabled = connector
                .table()
                .table("checkpoint")
                .map(table -> table.flag("enabled", false))
                .orElse(false);
        if (enabled) {
            draft.comment("checkpoint: where a run is stands in its log; run again, it goes on from there");
        } else {
            draft.notCarriedOver(entry, "a run always goes on where it was; run --new begins a new one");
        }
    }
}
