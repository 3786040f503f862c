package io.tapedeck.controller;

import io.tapedeck.runtime.Locality;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.ProcessorHostProvider;
import io.tapedeck.runtime.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a pipeline says of its steps, and of what is redacted before them. */
final class StepTables {
    private final Path folder;
    private final Extensions extensions;
    private final StreamTables streams;
    private final boolean loadCode;

    /**
     * A reader of steps.
     *
     * @param folder where relative paths start
     * @param loadCode whether the code is loaded, to find its mistakes
     */
    StepTables(Path folder, Extensions extensions, StreamTables streams, boolean loadCode) {
        this.folder = folder;
        this.extensions = extensions;
        this.streams = streams;
        this.loadCode = loadCode;
    }

    /** The steps in their order, with those that decode what the source gives and encode what the sink gets. */
    List<StepDefinition> steps(PipelineTable table, ErrorPolicy onError, Locality locality, PipelineSchemas schemas) {
        StepReferences references = new StepReferences(folder, schemas, StreamTables.schemaOf(table, "from"));
        Optional<StepDefinition> decode = edgeStep(table, "from", "decode", onError, references);
        List<StepDefinition> steps = ownSteps(table, onError, locality, references);
        StreamTables.schemaOf(table, "to").ifPresent(references::setSchema);
        Optional<StepDefinition> encode = edgeStep(table, "to", "encode", onError, references);
        decode.ifPresent(step -> add(steps, 0, step, table));
        encode.ifPresent(step -> add(steps, steps.size(), step, table));
        return steps;
    }

    private static void add(List<StepDefinition> steps, int index, StepDefinition step, PipelineTable table) {
        if (steps.stream().anyMatch(other -> other.id().equals(step.id()))) {
            table.mistake("the step that the stream's \"" + step.id() + "\" makes has this id; give yours another");
        }
        steps.add(index, step);
    }

    /** How long the steps want their timers to be waited for. */
    Duration drain(List<StepDefinition> steps) {
        return steps.stream()
                .map(StepDefinition::code)
                .map(code -> extensions.host(code.language()).orElseThrow().drain(code))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private List<StepDefinition> ownSteps(
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
                .map(path -> folder.resolve(path).normalize())
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
        if (!PipelineFile.NAME.matcher(stepId).matches()) {
            table.mistakeAt(
                    "id", "\"" + stepId + "\" is not a step's id: letters, digits, dots, underscores or hyphens");
            return Optional.empty();
        }
        CodeReading reading = isBuiltIn
                ? () -> host.define(stepId, word, table.value(word), references)
                : () -> host.read(stepId, reference, folder, classPath);
        return code(table, stepId, word, host, reading, locality)
                .map(code -> new StepDefinition(stepId, code, policy, timeout));
    }

    /** Reads the code of a step, or makes it of its definition. */
    @FunctionalInterface
    private interface CodeReading {
        ProcessorCode read() throws ProcessorException;
    }

    private Optional<ProcessorCode> code(
            PipelineTable table,
            String step,
            String word,
            ProcessorHostProvider host,
            CodeReading reading,
            Locality locality) {
        try {
            ProcessorCode code = reading.read();
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
            return PipelineFile.TIMEOUT_DEFAULT;
        }
        Optional<Duration> timeout = Quantities.duration(text.get());
        if (timeout.isEmpty()) {
            table.mistakeAt(
                    "timeout",
                    "\"timeout\" is a duration such as \"500ms\", \"30s\" or \"5m\", not \"" + text.get()
                            + "\"; \"0s\" is no limit");
        }
        return timeout.orElse(PipelineFile.TIMEOUT_DEFAULT);
    }

    /**
     * The step that decodes what a source gives, or encodes what a sink gets, where the stream's {@code decode} or
     * {@code encode} names a format that the connector does not know itself.
     */
    private Optional<StepDefinition> edgeStep(
            PipelineTable table, String edge, String word, ErrorPolicy onError, StepReferences references) {
        Optional<PipelineTable> stream = table.isTable(edge) ? table.table(edge) : Optional.empty();
        if (stream.isEmpty() || !streams.isEdgeStep(stream.get(), word)) {
            return Optional.empty();
        }
        if (!stream.get().isTable(word) && stream.get().string(word).isEmpty()) {
            return Optional.empty(); // which is a mistake by now
        }
        ProcessorHostProvider host = extensions.hostOf(word).orElseThrow();
        try {
            ProcessorCode code = host.define(word, word, stream.get().value(word), references);
            return Optional.of(new StepDefinition(word, code, onError, PipelineFile.TIMEOUT_DEFAULT));
        } catch (ProcessorException e) {
            stream.get().mistakeAt(word, e.error());
            return Optional.empty();
        }
    }

    /** What follows where a step fails, or another decision where the table does not say. */
    static ErrorPolicy onError(PipelineTable table, ErrorPolicy otherwise) {
        Optional<String> word = table.string("on_error");
        Optional<ErrorPolicy> policy = word.flatMap(ErrorPolicy::ofWord);
        if (word.isPresent() && policy.isEmpty()) {
            table.mistakeAt(
                    "on_error", "\"on_error\" is \"stop\", \"skip\" or \"dead-letter\", not \"" + word.get() + "\"");
        }
        return policy.orElse(otherwise);
    }

    /** What is taken out of inputs before they are recorded. */
    List<ProcessorCode> redactions(PipelineTable table, Recording recording, PipelineSchemas schemas) {
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
            StepReferences references = new StepReferences(folder, schemas, Optional.empty());
            return Optional.of(host.define("redact", word, table.value(word), references));
        } catch (ProcessorException e) {
            table.mistakeAt(word, "redact: " + e.error());
            return Optional.empty();
        }
    }
}
