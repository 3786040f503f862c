package io.tapedeck.controller;

import io.tapedeck.connectors.ConnectorProvider;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.SchemaStoreProvider;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.connectors.ServiceProvider;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHostProvider;
import io.tapedeck.runtime.World;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** Reads pipeline files; collects every mistake before it gives up. */
public final class PipelineFile {
    /** How long a call of a processor may take where the step does not say. */
    public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(30);

    private static final int TASKS_MAX = 1024;
    private static final Duration COMMIT_DEFAULT = Duration.ofMillis(10);
    private static final Duration CHECKPOINT_DEFAULT = Duration.ofSeconds(1);
    /** The formats that connectors read and write themselves. */
    private static final Set<Value> OWN_FORMATS = Set.of(Value.of("json"), Value.of("text"), Value.of("bytes"));

    private static final long COUNT_MAX = 1_000_000;
    private static final Circuit CIRCUIT_DEFAULT = new Circuit(5, Duration.ofSeconds(60), 3);
    /** The streams whose messages may have a schema. */
    private static final Set<String> EDGES = Set.of("from", "to");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path file;
    private final Extensions extensions;
    private final Map<String, String> environment;
    private final Optional<String> only;
    private final boolean loadCode;
    private final List<Mistake> mistakes = new ArrayList<>();

    private PipelineFile(
            Path file,
            Optional<String> only,
            Extensions extensions,
            Map<String, String> environment,
            boolean loadCode) {
        this.only = only;
        this.loadCode = loadCode;
        this.file = file;
        this.extensions = extensions;
        this.environment = environment;
    }

    /**
     * Reads a file's pipelines.
     *
     * @param only the name of the one to read; the others are not looked at
     * @throws MistakesException with all mistakes, where there are any
     * @throws IOException where it cannot be read; the message is a sentence
     */
    public static List<PipelineDefinition> read(
            Path file, Optional<String> only, Extensions extensions, Map<String, String> environment)
            throws MistakesException, IOException {
        return new PipelineFile(file, only, extensions, environment, false).read();
    }

    /** Reads a file's pipelines and loads the code of their steps, to find its mistakes too. */
    public static List<PipelineDefinition> check(Path file, Extensions extensions, Map<String, String> environment)
            throws MistakesException, IOException {
        return new PipelineFile(file, Optional.empty(), extensions, environment, true).read();
    }

    private List<PipelineDefinition> read() throws MistakesException, IOException {
        TomlParseResult toml = Toml.parse(text());
        toml.errors()
                .forEach(error -> mistakes.add(new Mistake(
                        file, error.position().line(), error.position().column(), String.valueOf(error.getMessage()))));
        failOnMistakes();
        List<PipelineDefinition> pipelines = pipelines(toml);
        failOnMistakes();
        return pipelines;
    }

    /** The text of a pipeline file. */
    private String text() throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file + "; ./tapedeck init makes a pipeline to begin with", e);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new IOException(
                    Files.isDirectory(file)
                            ? file + " is a folder; name the pipeline file in it"
                            : "cannot read " + file + ": " + e.getMessage(),
                    e);
        }
    }

    private void failOnMistakes() throws MistakesException {
        if (!mistakes.isEmpty()) {
            mistakes.sort(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column));
            throw new MistakesException(mistakes);
        }
    }

    private List<PipelineDefinition> pipelines(TomlParseResult toml) {
        PipelineTable root = new PipelineTable(file, toml, TomlPosition.positionAt(1, 1), environment, mistakes);
        List<PipelineDefinition> pipelines = new ArrayList<>();
        Optional<PipelineTable> all = root.table("pipeline");
        List<ServiceDefinition> services = services(root);
        Optional<PipelineSchemas.Opening> registry = schemas(root);
        root.rejectUnknownKeys();
        if (all.isEmpty() || all.get().keys().isEmpty()) {
            if (mistakes.isEmpty()) {
                root.mistake("no pipeline here; a file begins with a table such as [pipeline.orders]");
            }
            return pipelines;
        }
        try (PipelineSchemas schemas = new PipelineSchemas(registry)) {
            for (String name : all.get().keys()) {
                pipeline(name, all.get(), services, schemas).ifPresent(pipelines::add);
            }
        }
        return pipelines;
    }

    private Optional<PipelineDefinition> pipeline(
            String name, PipelineTable all, List<ServiceDefinition> services, PipelineSchemas schemas) {
        if (!NAME.matcher(name).matches()) {
            all.mistakeAt(
                    name,
                    "\"" + name + "\" is not a pipeline's name: 1 to 100 letters, digits, dots, "
                            + "underscores or hyphens");
        }
        return only.isEmpty() || only.get().equals(name)
                ? all.table(name).flatMap(table -> read(name, table, services, schemas))
                : Optional.empty();
    }

    private List<ServiceDefinition> services(PipelineTable root) {
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
        int before = mistakes.size();
        String address = table.string(provider.kind()).orElse("");
        ServiceDefinition definition =
                new ServiceDefinition(name, provider.kind(), address, options(table, provider.options()));
        table.rejectUnknownKeys();
        if (mistakes.size() == before) {
            provider.check(definition).forEach(mistake -> table.mistakeAt(mistake.option(), mistake.message()));
        }
        return Optional.of(definition);
    }

    /** The registry of schemas that the file names. */
    private Optional<PipelineSchemas.Opening> schemas(PipelineTable root) {
        if (!root.has("schemas")) {
            root.allow("schemas");
            return Optional.empty();
        }
        Optional<PipelineTable> table = root.isTable("schemas") ? root.table("schemas") : Optional.empty();
        String place = table.isPresent()
                ? table.get().requiredString("url", "mongodb://localhost/shop/schemas")
                : root.string("schemas").orElse("");
        Path folder = PipelineDefinition.folderOf(file);
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
            Map<String, Object> values = table.isPresent() ? options(table.get(), provider.options()) : Map.of();
            table.ifPresent(PipelineTable::rejectUnknownKeys);
            Endpoint endpoint = new Endpoint(url, folder, values);
            provider.check(endpoint).forEach(mistake -> root.mistakeAt("schemas", mistake.message()));
            return Optional.of(() -> provider.open(endpoint));
        } catch (IllegalArgumentException e) {
            root.mistakeAt("schemas", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The schema of what a stream carries, where its table says one. */
    private static Optional<String> schemaOf(PipelineTable table, String edge) {
        return table.isTable(edge) ? table.table(edge).flatMap(stream -> stream.string("schema")) : Optional.empty();
    }

    private static Map<String, Object> options(PipelineTable table, List<OptionSpec> specs) {
        Map<String, Object> values = new HashMap<>();
        specs.forEach(spec -> option(table, spec).ifPresent(value -> values.put(spec.name(), value)));
        return values;
    }

    private Optional<PipelineDefinition> read(
            String name, PipelineTable table, List<ServiceDefinition> services, PipelineSchemas schemas) {
        LogSettings log = logSettings(table);
        Duration checkpointEvery = checkpointEvery(table);
        Duration commitEvery = table.duration("commit", "\"10ms\" or \"1s\"").orElse(COMMIT_DEFAULT);
        Optional<Duration> drain = table.duration("drain", "\"1s\" or \"1m\"");
        Duration retry = table.duration("retry", "\"30s\" or \"1h\"").orElse(Duration.ZERO);
        Optional<Circuit> circuit = circuit(table, retry);
        Optional<Endpoint> from = endpoint(table, "from", Role.SOURCE);
        Optional<Endpoint> to = endpoint(table, "to", Role.SINK);
        Optional<Endpoint> deadLetter =
                table.has("dead_letter") ? endpoint(table, "dead_letter", Role.SINK) : Optional.empty();
        table.allow("dead_letter");
        ErrorPolicy onError = onError(table, ErrorPolicy.STOP);
        Locality locality = new Locality(zone(table), locale(table));
        StepReferences references =
                new StepReferences(PipelineDefinition.folderOf(file), schemas, schemaOf(table, "from"));
        Optional<StepDefinition> decode = edgeStep(table, "from", "decode", onError, references);
        List<StepDefinition> steps = steps(table, onError, locality, references);
        schemaOf(table, "to").ifPresent(references::setSchema);
        Optional<StepDefinition> encode = edgeStep(table, "to", "encode", onError, references);
        decode.ifPresent(step -> add(steps, 0, step, table));
        encode.ifPresent(step -> add(steps, steps.size(), step, table));
        boolean needsDeadLetter = onError == ErrorPolicy.DEAD_LETTER
                || steps.stream().anyMatch(step -> step.onError() == ErrorPolicy.DEAD_LETTER);
        if (needsDeadLetter && !table.has("dead_letter")) {
            table.mistake("on_error = \"dead-letter\" needs a sink for them, such as dead_letter = "
                    + "\"file://dead-letters.ndjson\"");
        }
        Recording recording = recording(table, from);
        List<ProcessorCode> redactions = redactions(table, recording, schemas);
        int tasks = tasks(table, from, to, deadLetter);
        table.allow("guarantee");
        to.ifPresent(sink -> checkGuarantee(table, sink, log.durability()));
        table.rejectUnknownKeys();
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PipelineDefinition(
                name,
                file,
                from.get(),
                to.get(),
                deadLetter,
                steps,
                tasks,
                services,
                locality,
                log,
                checkpointEvery,
                commitEvery,
                drain.orElseGet(() -> drain(steps)),
                retry,
                circuit,
                recording,
                redactions,
                table.has("on_error") ? onError : onInputError(from.get())));
    }

    /** How long the steps want their timers to be waited for. */
    private Duration drain(List<StepDefinition> steps) {
        return steps.stream()
                .map(StepDefinition::code)
                .map(code -> extensions.host(code.language()).orElseThrow().drain(code))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Optional<Circuit> circuit(PipelineTable table, Duration retry) {
        Optional<PipelineTable> circuit = table.table("circuit");
        if (circuit.isEmpty()) {
            return Optional.empty();
        }
        if (retry.isZero()) {
            table.mistakeAt(
                    "circuit",
                    "\"circuit\" says how a server is tried again, which \"retry\" has to allow, as retry = \"1h\"");
        }
        PipelineTable its = circuit.get();
        int failures = (int) number(its, "failures", CIRCUIT_DEFAULT.failures());
        Duration open = its.duration("open", "\"30s\" or \"5m\"").orElse(CIRCUIT_DEFAULT.open());
        long probes = number(its, "probes", CIRCUIT_DEFAULT.probes());
        its.rejectUnknownKeys();
        return Optional.of(new Circuit(failures, open, probes));
    }

    /** A number from 1 to a million. */
    private static long number(PipelineTable table, String key, long otherwise) {
        long number = table.integer(key).orElse(otherwise);
        if (number < 1 || number > COUNT_MAX) {
            table.mistakeAt(key, "\"" + key + "\" is a number from 1 to " + COUNT_MAX + ", not " + number);
            return otherwise;
        }
        return number;
    }

    private static LogSettings logSettings(PipelineTable table) {
        return LogSettings.of(durability(table))
                .withSegmentBytes(segmentBytes(table))
                .withSegmentNanos(segmentNanos(table));
    }

    private static long segmentBytes(PipelineTable table) {
        Optional<String> text = table.string("segment_size");
        if (text.isEmpty()) {
            return LogSettings.SEGMENT_BYTES;
        }
        OptionalLong bytes = Quantities.bytes(text.get());
        if (bytes.isEmpty()) {
            table.mistakeAt(
                    "segment_size",
                    "\"segment_size\" is a size such as \"64MiB\" or \"1GiB\", not \"" + text.get() + "\"");
        }
        return bytes.orElse(LogSettings.SEGMENT_BYTES);
    }

    private static long segmentNanos(PipelineTable table) {
        Optional<String> text = table.string("segment_time");
        if (text.isEmpty()) {
            return LogSettings.NANOS_UNLIMITED;
        }
        Optional<Duration> time = Quantities.duration(text.get()).filter(Duration::isPositive);
        if (time.isEmpty()) {
            table.mistakeAt(
                    "segment_time",
                    "\"segment_time\" is a duration such as \"10m\" or \"24h\", not \"" + text.get() + "\"");
        }
        return time.map(Duration::toNanos).orElse(LogSettings.NANOS_UNLIMITED);
    }

    private static Duration checkpointEvery(PipelineTable table) {
        return table.duration("checkpoint", "\"500ms\" or \"10s\"").orElse(CHECKPOINT_DEFAULT);
    }

    private static ZoneId zone(PipelineTable table) {
        Optional<String> id = table.string("zone");
        Optional<ZoneId> zone = id.flatMap(Locality::zoneOf);
        if (id.isPresent() && zone.isEmpty()) {
            table.mistakeAt(
                    "zone",
                    "\"zone\" is a time zone such as \"Europe/Berlin\" or an offset such as \"+02:00\", not \""
                            + id.get() + "\"" + Spelling.hint(id.get(), new TreeSet<>(ZoneId.getAvailableZoneIds())));
        }
        return zone.orElse(Locality.DEFAULT.zone());
    }

    private static Locale locale(PipelineTable table) {
        Optional<String> tag = table.string("locale");
        Optional<Locale> locale = tag.flatMap(Locality::localeOf);
        if (tag.isPresent() && locale.isEmpty()) {
            Set<String> known =
                    Locale.availableLocales().map(Locality::tagOf).collect(Collectors.toCollection(TreeSet::new));
            table.mistakeAt(
                    "locale",
                    "\"locale\" is a language tag such as \"de-DE\", or \"root\", not \"" + tag.get() + "\""
                            + Spelling.hint(tag.get(), known));
        }
        return locale.orElse(Locality.DEFAULT.locale());
    }

    private static Durability durability(PipelineTable table) {
        String word = table.string("durability").orElse(Durability.FSYNC.word());
        for (Durability durability : Durability.values()) {
            if (durability.word().equals(word)) {
                return durability;
            }
        }
        table.mistakeAt("durability", "\"durability\" is \"fsync\" or \"os\", not \"" + word + "\"");
        return Durability.FSYNC;
    }

    private int tasks(
            PipelineTable table, Optional<Endpoint> from, Optional<Endpoint> to, Optional<Endpoint> deadLetter) {
        long tasks = table.integer("tasks").orElse(1L);
        if (tasks < 1 || tasks > TASKS_MAX) {
            table.mistakeAt("tasks", "\"tasks\" is a number from 1 to " + TASKS_MAX + ", not " + tasks);
            return 1;
        }
        if (tasks > 1 && from.isPresent() && !connector(from.get()).readsByShard(from.get())) {
            table.mistakeAt(
                    "tasks",
                    "\"tasks\" cannot share out this source: it has one reader, or its group shares it out among "
                            + "processes; only 1 is possible here");
        }
        for (Endpoint sink : Stream.concat(to.stream(), deadLetter.stream()).toList()) {
            if (tasks > 1 && !connector(sink).takesSeveralTasks(sink)) {
                table.mistakeAt(
                        "tasks",
                        "\"tasks\" write all to the same sink, and "
                                + sink.url().scheme() + " takes but one writer; only 1 is possible here");
            }
        }
        return (int) tasks;
    }

    private ConnectorProvider connector(Endpoint endpoint) {
        return extensions.connector(endpoint.url().scheme()).orElseThrow();
    }

    private Recording recording(PipelineTable table, Optional<Endpoint> from) {
        String word = table.string("record").orElse(Recording.FULL.word());
        if (word.equals(Recording.FULL.word())) {
            return Recording.FULL;
        }
        if (!word.equals(Recording.RANGES.word())) {
            table.mistakeAt("record", "\"record\" is \"full\" or \"ranges\", not \"" + word + "\"");
        }
        from.filter(source -> !connector(source).readsAgain(source))
                .ifPresent(source -> table.mistakeAt(
                        "record",
                        "\"record\" can be \"ranges\" only where messages can be read again later, from files and Kafka; "
                                + source.url().scheme() + " needs \"full\""));
        return Recording.RANGES;
    }

    private List<ProcessorCode> redactions(PipelineTable table, Recording recording, PipelineSchemas schemas) {
        List<ProcessorCode> redactions = new ArrayList<>();
        for (PipelineTable redaction : table.tables("redact")) {
            redaction(redaction, schemas).ifPresent(redactions::add);
        }
        if (table.has("redact") && recording == Recording.RANGES) {
            table.mistakeAt(
                    "record",
                    "\"record\" cannot be \"ranges\" where inputs are redacted: a replay would read them from the source"
                            + " as they were");
        }
        return redactions;
    }

    private Optional<ProcessorCode> redaction(PipelineTable table, PipelineSchemas schemas) {
        Set<String> known = extensions.redactions();
        List<String> words = known.stream().filter(table::has).toList();
        known.forEach(table::allow);
        table.rejectUnknownKeys();
        if (words.size() != 1) {
            table.mistake(
                    "a redaction is one of " + String.join(", ", known) + ", such as remove = [\"card\"]; this one is "
                            + (words.isEmpty() ? "none" : String.join(" and ", words)));
            return Optional.empty();
        }
        String word = words.getFirst();
        ProcessorHostProvider host = extensions.hostOf(word).orElseThrow();
        try {
            StepReferences references =
                    new StepReferences(PipelineDefinition.folderOf(file), schemas, Optional.empty());
            return Optional.of(host.define("redact", word, table.value(word), references));
        } catch (ProcessorException e) {
            table.mistakeAt(word, "redact: " + e.error());
            return Optional.empty();
        }
    }

    private void checkGuarantee(PipelineTable table, Endpoint sink, Durability durability) {
        Optional<String> asked = table.string("guarantee");
        if (asked.isEmpty()) {
            return;
        }
        if (!asked.get().equals("once") && !asked.get().equals("at-least-once")) {
            table.mistakeAt("guarantee", "\"guarantee\" is \"once\" or \"at-least-once\", not \"" + asked.get() + "\"");
            return;
        }
        Guarantee given = connector(sink).sinkGuarantee(sink, durability);
        if (asked.get().equals("once") && given.level() != Guarantee.Level.ONCE) {
            table.mistakeAt(
                    "guarantee",
                    "\"guarantee\": " + sink.url().scheme() + " can be "
                            + given.level().words() + "; \"once\" was asked for");
        }
    }

    private enum Role {
        SOURCE,
        SINK
    }

    private Optional<Endpoint> endpoint(PipelineTable table, String key, Role role) {
        int before = mistakes.size();
        boolean isTable = table.isTable(key);
        Optional<PipelineTable> options = isTable ? table.table(key) : Optional.empty();
        String example = role == Role.SOURCE ? "file://data/in.ndjson" : "chronicle://var/out";
        String text =
                options.isPresent() ? options.get().requiredString("url", example) : table.requiredString(key, example);
        if (mistakes.size() > before) {
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
        Endpoint endpoint = new Endpoint(url, PipelineDefinition.folderOf(file), values);
        List<ConnectorProvider.Mistake> found =
                role == Role.SOURCE ? provider.checkSource(endpoint) : provider.checkSink(endpoint);
        found.forEach(mistake ->
                place.mistakeAt(mistake.option().equals("url") ? urlKey : mistake.option(), mistake.message()));
        return endpoint;
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

    /** What follows where an input cannot be read and the pipeline does not say. */
    private ErrorPolicy onInputError(Endpoint source) {
        boolean passesOver = extensions
                .connector(source.url().scheme())
                .filter(connector -> connector.passesOverMalformed(source))
                .isPresent();
        return passesOver ? ErrorPolicy.SKIP : ErrorPolicy.STOP;
    }

    private static ErrorPolicy onError(PipelineTable table, ErrorPolicy otherwise) {
        Optional<String> word = table.string("on_error");
        Optional<ErrorPolicy> policy = word.flatMap(ErrorPolicy::ofWord);
        if (word.isPresent() && policy.isEmpty()) {
            table.mistakeAt(
                    "on_error", "\"on_error\" is \"stop\", \"skip\" or \"dead-letter\", not \"" + word.get() + "\"");
        }
        return policy.orElse(otherwise);
    }

    private static void add(List<StepDefinition> steps, int index, StepDefinition step, PipelineTable table) {
        if (steps.stream().anyMatch(other -> other.id().equals(step.id()))) {
            table.mistake("the step that the stream's \"" + step.id() + "\" makes has this id; give yours another");
        }
        steps.add(index, step);
    }

    /**
     * The step that decodes what a source gives, or encodes what a sink gets, where the stream's {@code decode} or
     * {@code encode} names a format that the connector does not know itself.
     */
    private Optional<StepDefinition> edgeStep(
            PipelineTable table, String edge, String word, ErrorPolicy onError, StepReferences references) {
        Optional<PipelineTable> stream = table.isTable(edge) ? table.table(edge) : Optional.empty();
        if (stream.isEmpty() || !isEdgeStep(stream.get(), word)) {
            return Optional.empty();
        }
        ProcessorHostProvider host = extensions.hostOf(word).orElseThrow();
        try {
            ProcessorCode code = host.define(word, word, stream.get().value(word), references);
            return Optional.of(new StepDefinition(word, code, onError, TIMEOUT_DEFAULT));
        } catch (ProcessorException e) {
            stream.get().mistakeAt(word, e.error());
            return Optional.empty();
        }
    }

    private boolean isEdgeStep(PipelineTable stream, String word) {
        return stream.has(word)
                && (stream.isTable(word) || !OWN_FORMATS.contains(stream.value(word)))
                && extensions.hostOf(word).isPresent();
    }

    private List<StepDefinition> steps(
            PipelineTable table, ErrorPolicy onError, Locality locality, StepReferences references) {
        List<StepDefinition> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (PipelineTable step : table.tables("step")) {
            step(step, onError, locality, references).ifPresent(definition -> {
                if (!ids.add(definition.id())) {
                    step.mistake("two steps have the id \"" + definition.id() + "\"; give one of them another id");
                }
                steps.add(definition);
            });
        }
        return steps;
    }

    private Optional<StepDefinition> step(
            PipelineTable table, ErrorPolicy onError, Locality locality, StepReferences references) {
        List<String> words =
                extensions.processorWords().stream().filter(table::has).toList();
        extensions.processorWords().forEach(table::allow);
        ErrorPolicy policy = onError(table, onError);
        Duration timeout = timeout(table);
        List<Path> classPath = table.strings("class_path").stream()
                .map(path -> PipelineDefinition.folderOf(file).resolve(path).normalize())
                .toList();
        Optional<String> id = table.string("id");
        table.rejectUnknownKeys();
        if (words.size() != 1) {
            table.mistake(
                    "a step has one processor, such as python = \"alerts.py\", java = \"Alerts.java\" or filter = "
                            + "\"input.value.mag >= 5\"; this one has "
                            + (words.isEmpty() ? "none" : String.join(" and ", words)));
            return Optional.empty();
        }
        String word = words.getFirst();
        ProcessorHostProvider host = extensions.hostOf(word).orElseThrow();
        boolean isBuiltIn = host.kinds().contains(word);
        String reference = isBuiltIn ? word : table.string(word).orElse("");
        String stepId = id.orElseGet(() -> isBuiltIn ? word : idOf(reference));
        if (!NAME.matcher(stepId).matches()) {
            table.mistakeAt(
                    "id", "\"" + stepId + "\" is not a step's id: letters, digits, dots, underscores or hyphens");
            return Optional.empty();
        }
        CodeReading reading = isBuiltIn
                ? folder -> host.define(stepId, word, table.value(word), references)
                : folder -> host.read(stepId, reference, folder, classPath);
        return code(table, stepId, word, host, reading, locality)
                .map(code -> new StepDefinition(stepId, code, policy, timeout));
    }

    /** Reads the code of a step, or makes it of its definition. */
    @FunctionalInterface
    private interface CodeReading {
        ProcessorCode read(Path folder) throws ProcessorException;
    }

    private Optional<ProcessorCode> code(
            PipelineTable table,
            String step,
            String word,
            ProcessorHostProvider host,
            CodeReading reading,
            Locality locality) {
        try {
            ProcessorCode code = reading.read(PipelineDefinition.folderOf(file));
            if (loadCode) {
                new World(World.Pace.REPLAY, locality)
                        .run(() -> host.load(code))
                        .close();
            }
            return Optional.of(code);
        } catch (ProcessorException e) {
            String place =
                    e.location().map(at -> at.file() + ":" + at.line() + ": ").orElse("");
            table.mistakeAt(word, "step \"" + step + "\": " + place + e.error());
            return Optional.empty();
        }
    }

    /** The name of the file or class without folder, package and ending. */
    private static String idOf(String reference) {
        String name = reference.substring(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf('\\')) + 1);
        for (String ending : List.of(".py", ".java")) {
            if (name.endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Duration timeout(PipelineTable table) {
        Optional<String> text = table.string("timeout");
        if (text.isEmpty()) {
            return TIMEOUT_DEFAULT;
        }
        Optional<Duration> timeout = Quantities.duration(text.get());
        if (timeout.isEmpty()) {
            table.mistakeAt(
                    "timeout",
                    "\"timeout\" is a duration such as \"500ms\", \"30s\" or \"5m\", not \"" + text.get()
                            + "\"; \"0s\" is no limit");
        }
        return timeout.orElse(TIMEOUT_DEFAULT);
    }
}
