package io.tapedeck.controller;

import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogSettings;
import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    private static final long COUNT_MAX = 1_000_000;
    private static final Circuit CIRCUIT_DEFAULT = new Circuit(5, Duration.ofSeconds(60), 3);
    /** A pipeline's name, or a step's id. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path file;
    private final Extensions extensions;
    private final Map<String, String> environment;
    private final Optional<String> only;
    private final StreamTables streams;
    private final StepTables stepTables;
    private final List<Mistake> mistakes = new ArrayList<>();

    private PipelineFile(
            Path file,
            Optional<String> only,
            Extensions extensions,
            Map<String, String> environment,
            boolean loadCode) {
        this.file = file;
        this.only = only;
        this.extensions = extensions;
        this.environment = environment;
        Path folder = PipelineDefinition.folderOf(file);
        streams = new StreamTables(folder, extensions);
        stepTables = new StepTables(folder, extensions, streams, loadCode);
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
        SharedTables shared = new SharedTables(PipelineDefinition.folderOf(file), extensions);
        List<ServiceDefinition> services = shared.services(root);
        Optional<PipelineSchemas.Opening> registry = shared.schemas(root);
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

    private Optional<PipelineDefinition> read(
            String name, PipelineTable table, List<ServiceDefinition> services, PipelineSchemas schemas) {
        LogSettings log = logSettings(table);
        Duration checkpointEvery = checkpointEvery(table);
        Duration commitEvery = table.duration("commit", "\"10ms\" or \"1s\"").orElse(COMMIT_DEFAULT);
        Optional<Duration> drain = table.duration("drain", "\"1s\" or \"1m\"");
        Duration retry = table.duration("retry", "\"30s\" or \"1h\"").orElse(Duration.ZERO);
        Optional<Circuit> circuit = circuit(table, retry);
        Optional<Endpoint> from = streams.source(table, "from");
        Optional<Endpoint> to = streams.sink(table, "to");
        Optional<Endpoint> deadLetter =
                table.has("dead_letter") ? streams.sink(table, "dead_letter") : Optional.empty();
        table.allow("dead_letter");
        if (to.isPresent() && deadLetter.isPresent() && isSameStream(to.get(), deadLetter.get())) {
            table.mistakeAt(
                    "dead_letter",
                    "\"dead_letter\" is the stream of \"to\"; each sink needs one of its own, for it looks there for what "
                            + "it has written");
        }
        ErrorPolicy onError = StepTables.onError(table, ErrorPolicy.STOP);
        Locality locality = new Locality(zone(table), locale(table));
        List<StepDefinition> steps = stepTables.steps(table, onError, locality, schemas);
        boolean needsDeadLetter = onError == ErrorPolicy.DEAD_LETTER
                || steps.stream().anyMatch(step -> step.onError() == ErrorPolicy.DEAD_LETTER);
        if (needsDeadLetter && !table.has("dead_letter")) {
            table.mistake("on_error = \"dead-letter\" needs a sink for them, such as dead_letter = "
                    + "\"file://dead-letters.ndjson\"");
        }
        Recording recording = recording(table, from);
        List<ProcessorCode> redactions = stepTables.redactions(table, recording, schemas);
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
                drain.orElseGet(() -> stepTables.drain(steps)),
                retry,
                circuit,
                recording,
                redactions,
                table.has("on_error") ? onError : onInputError(from.get())));
    }

    /** Whether two sinks are told of one stream in the same words; standard output takes lines from several. */
    private static boolean isSameStream(Endpoint one, Endpoint other) {
        return one.url().equals(other.url())
                && !one.url().scheme().equals("stdio")
                && Objects.equals(one.options().get("key"), other.options().get("key"));
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
        if (tasks > 1 && from.isPresent() && !streams.connector(from.get()).readsByShard(from.get())) {
            table.mistakeAt(
                    "tasks",
                    "\"tasks\" cannot share out this source: it has one reader, or its group shares it out among "
                            + "processes; only 1 is possible here");
        }
        for (Endpoint sink : Stream.concat(to.stream(), deadLetter.stream()).toList()) {
            if (tasks > 1 && !streams.connector(sink).takesSeveralTasks(sink)) {
                table.mistakeAt(
                        "tasks",
                        "\"tasks\" write all to the same sink, and "
                                + sink.url().scheme() + " takes but one writer; only 1 is possible here");
            }
        }
        return (int) tasks;
    }

    private Recording recording(PipelineTable table, Optional<Endpoint> from) {
        String word = table.string("record").orElse(Recording.FULL.word());
        if (word.equals(Recording.FULL.word())) {
            return Recording.FULL;
        }
        if (!word.equals(Recording.RANGES.word())) {
            table.mistakeAt("record", "\"record\" is \"full\" or \"ranges\", not \"" + word + "\"");
        }
        from.filter(source -> !streams.connector(source).readsAgain(source))
                .ifPresent(source -> table.mistakeAt(
                        "record",
                        "\"record\" can be \"ranges\" only where messages can be read again later, from files and Kafka; "
                                + source.url().scheme() + " needs \"full\""));
        return Recording.RANGES;
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
        Guarantee given = streams.connector(sink).sinkGuarantee(sink, durability);
        if (asked.get().equals("once") && given.level() != Guarantee.Level.ONCE) {
            table.mistakeAt(
                    "guarantee",
                    "\"guarantee\": " + sink.url().scheme() + " can be "
                            + given.level().words() + "; \"once\" was asked for");
        }
    }

    /** What follows where an input cannot be read and the pipeline does not say. */
    private ErrorPolicy onInputError(Endpoint source) {
        return streams.connector(source).passesOverMalformed(source) ? ErrorPolicy.SKIP : ErrorPolicy.STOP;
    }
}
