package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.controller.Comparison;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays a run, with other code if asked, and says how the outputs differ. */
@Command(
        name = "replay",
        description = {
            "Replays a run's recorded inputs on this machine; nothing is sent anywhere.",
            "With --with, changed code takes them instead; with --diff, outputs that differ make the exit code 4."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "an id, a prefix of one, a run's folder, or latest")
    private String run = "latest";

    @Option(
            names = "--with",
            paramLabel = "STEP=FILE",
            description = "use this file for the step, in the place of the recorded code; may be given several times")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--stub",
            paramLabel = "SERVICE=FILE",
            description = {
                "what the service answers where the code asks what the run did not: a file with one JSON value;",
                "may be given several times"
            })
    private List<String> stubs = new ArrayList<>();

    @Option(names = "--diff", description = "compare the outputs and the state at the end with the record")
    private boolean diff;

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            split = ":",
            description = "where a class given with --with is looked for")
    private List<Path> classPath = new ArrayList<>();

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException,
                    EnvironmentMismatchException {
        long start = System.nanoTime();
        Extensions extensions = Extensions.load();
        Controller controller = common.controller(extensions);
        RunFolder folder = common.find(run);
        force.check(controller, folder);
        ReplayProgress progress = new ReplayProgress("replaying");
        Comparison result =
                controller.compare(folder, overrides(controller, folder, extensions), stubAnswers(), progress);
        progress.end();
        if (common.json()) {
            Json.print(force.tell(json(result)));
        } else {
            print(controller, folder, result, System.nanoTime() - start);
            force.print();
        }
        if (diff || with.isEmpty()) {
            return result.isSame() ? ExitCode.DONE : ExitCode.DIFFERS;
        }
        return result.failure().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Map<String, Value> stubAnswers() throws IOException, WrongUseException {
        Map<String, Value> answers = new HashMap<>();
        for (String stub : stubs) {
            int equals = stub.indexOf('=');
            if (equals < 1) {
                throw new WrongUseException("--stub takes SERVICE=FILE, such as --stub geo=answer.json; not " + stub);
            }
            Path file = Path.of(stub.substring(equals + 1));
            try {
                answers.put(stub.substring(0, equals), new JsonCodec().decode(Bytes.wrap(Files.readAllBytes(file))));
            } catch (EncodingException e) {
                throw new WrongUseException(file + " must hold one JSON value: " + e.getMessage());
            } catch (NoSuchFileException e) {
                throw new WrongUseException("there is no file " + file + " to answer for a service");
            }
        }
        return answers;
    }

    private Map<String, ProcessorCode> overrides(Controller controller, RunFolder folder, Extensions extensions)
            throws IOException, WrongUseException {
        Map<String, ProcessorCode> overrides = new HashMap<>();
        List<ProcessorCode> recorded = controller.code(folder);
        for (String override : with) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new WrongUseException("--with takes STEP=FILE, such as --with "
                        + recorded.stream().map(ProcessorCode::step).findFirst().orElse("step") + "=fixed.py; not "
                        + override);
            }
            String step = override.substring(0, equals);
            ProcessorCode before = recorded.stream()
                    .filter(code -> code.step().equals(step))
                    .findFirst()
                    .orElseThrow(() -> new WrongUseException("the run has no step \"" + step + "\"; it has "
                            + String.join(
                                    ", ",
                                    recorded.stream().map(ProcessorCode::step).toList())));
            overrides.put(step, read(extensions, before, override.substring(equals + 1)));
        }
        return overrides;
    }

    private ProcessorCode read(Extensions extensions, ProcessorCode before, String reference) throws WrongUseException {
        String language =
                reference.endsWith(".py") ? "python" : reference.endsWith(".java") ? "java" : before.language();
        try {
            return extensions
                    .host(language)
                    .orElseThrow(() -> new WrongUseException("no host for " + language))
                    .read(before.step(), reference, Path.of("").toAbsolutePath(), classPath);
        } catch (ProcessorException e) {
            throw new WrongUseException(e.error());
        }
    }

    private static ObjectNode json(Comparison result) {
        ObjectNode node = Json.object()
                .put("run", result.start().id())
                .put("inputs", result.inputs())
                .put("same", result.same())
                .put("added", result.added())
                .put("removed", result.removed())
                .put("changed", result.changed());
        ArrayNode examples = Json.array();
        result.examples().forEach(example -> examples.add(json(example)));
        node.set("examples", examples);
        ArrayNode states = Json.array();
        result.states().forEach(state -> {
            ObjectNode entry = Json.putTask(Json.object(), state.task()).put("step", state.step());
            entry.set("key", Json.node(state.key()));
            entry.set("recorded", Json.node(state.recorded()));
            entry.set("replayed", Json.node(state.replayed()));
            states.add(entry);
        });
        node.set("state", states);
        if (result.failure().isPresent()) {
            node.set("failure", Json.failure(result.failure().get()));
        } else {
            node.putNull("failure");
        }
        return node;
    }

    private static ObjectNode json(Comparison.Example example) {
        ObjectNode node = Json.object().put("kind", example.kind().name().toLowerCase(Locale.ROOT));
        Json.putTask(Json.putPlace(node, example.place()), example.task())
                .put("ordinal", example.ordinal())
                .put("index", example.index());
        node.set("recorded", Json.node(example.recorded()));
        node.set("replayed", Json.node(example.replayed()));
        return node;
    }

    private void print(Controller controller, RunFolder folder, Comparison result, long nanos) throws IOException {
        Screen.line(Format.count(result.inputs(), "input") + " replayed in " + Format.seconds(nanos)
                + ", nothing was sent anywhere");
        Screen.line("");
        Screen.line(String.format(Locale.ROOT, "  same     %6s", Format.number(result.same())));
        for (Comparison.Kind kind : Comparison.Kind.values()) {
            printKind(result, kind);
        }
        printStates(result);
        if (result.failure().isPresent()) {
            Failure failure = result.failure().get();
            Screen.line("");
            Screen.line(Screen.red("✗") + " fails at " + result.start().position(failure.ordinal())
                    + (result.failsAsRecorded() ? ", as recorded" : with.isEmpty() ? "" : " with this code"));
            List<ProcessorCode> code =
                    with.isEmpty() ? controller.code(folder) : List.copyOf(overridesForReport(controller, folder));
            Report.failure(
                    failure,
                    code.stream()
                            .filter(step -> step.step().equals(failure.step()))
                            .findFirst());
        }
    }

    private List<ProcessorCode> overridesForReport(Controller controller, RunFolder folder) throws IOException {
        try {
            List<ProcessorCode> code = new ArrayList<>(
                    overrides(controller, folder, Extensions.load()).values());
            code.addAll(controller.code(folder));
            return code;
        } catch (WrongUseException e) {
            return controller.code(folder);
        }
    }

    private static void printKind(Comparison result, Comparison.Kind kind) {
        long count = switch (kind) {
            case ADDED -> result.added();
            case REMOVED -> result.removed();
            case CHANGED -> result.changed();
        };
        Optional<Comparison.Example> first = result.examples().stream()
                .filter(example -> example.kind() == kind)
                .findFirst();
        String shown = first.map(example -> "   first at " + new RunPosition.Ordinal(example.task(), example.ordinal())
                        + " (" + example.place() + ")   " + shown(example))
                .orElse("");
        Screen.line(String.format(
                Locale.ROOT, "  %-8s %6s%s", kind.name().toLowerCase(Locale.ROOT), Format.number(count), shown));
    }

    private static String shown(Comparison.Example example) {
        return switch (example.kind()) {
            case ADDED -> Format.value(example.replayed(), 70);
            case REMOVED -> Format.value(example.recorded(), 70);
            case CHANGED -> changed(example.recorded(), example.replayed());
        };
    }

    /** The fields that differ, where both are maps; the whole values otherwise. */
    private static String changed(Value recorded, Value replayed) {
        if (!(recorded instanceof MapValue before) || !(replayed instanceof MapValue now)) {
            return Format.value(recorded, 50) + "  →  " + Format.value(replayed, 50);
        }
        Set<Value> keys = new LinkedHashSet<>(before.entries().keySet());
        keys.addAll(now.entries().keySet());
        return keys.stream()
                .filter(key -> !before.get(key).equals(now.get(key)))
                .map(key -> "." + Format.key(key) + "  " + shown(before.get(key)) + "  →  " + shown(now.get(key)))
                .collect(Collectors.joining(",  "));
    }

    private static void printStates(Comparison result) {
        if (result.states().isEmpty()) {
            Screen.line("state at the end: the same");
            return;
        }
        int count = result.states().size();
        Screen.line("state at the end: " + (count == 1 ? "1 key differs" : Format.number(count) + " keys differ"));
        result.states().stream()
                .limit(5)
                .forEach(state -> Screen.line("  " + state.step() + "  " + Format.key(state.key()) + "  "
                        + shown(state.recorded()) + "  →  " + shown(state.replayed())));
        if (count > 5) {
            Screen.line("  … and " + Format.number(count - 5) + " more; --json shows all");
        }
    }

    private static String shown(Value value) {
        return value.isNull() ? "–" : Format.value(value, 60);
    }
}
