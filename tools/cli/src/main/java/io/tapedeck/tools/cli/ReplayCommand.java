package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.controller.Comparison;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.controller.Variation;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorCode;
import io.tapedeck.runtime.ProcessorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            names = "--from",
            paramLabel = "POSITION",
            description =
                    "the first input that the other code gets, with the state as it was recorded; that of the run")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "POSITION", description = "the last input to replay; that of the run")
    private Optional<String> to = Optional.empty();

    @Mixin
    private IgnoreOption ignored = new IgnoreOption();

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            split = ":",
            description = "where a class given with --with is looked for")
    private List<Path> classPath = new ArrayList<>();

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException,
                    EnvironmentMismatchException, MistakesException {
        long start = System.nanoTime();
        RunFolder folder = common.find(run);
        Extensions extensions = source.added(Extensions.load(), folder);
        Controller controller = common.controller(extensions);
        force.check(controller, folder);
        ReplayProgress progress = new ReplayProgress("replaying");
        Comparison result = compare(controller, folder, extensions, progress);
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

    private Comparison compare(Controller controller, RunFolder folder, Extensions extensions, ReplayProgress progress)
            throws IOException, WrongUseException, StepLoadException {
        Variation variation = new Variation(
                overrides(controller, folder, extensions),
                stubAnswers(),
                LogPlaces.parse(from),
                LogPlaces.parse(to),
                ignored.fields());
        try {
            return controller.compare(folder, variation, progress);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
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
        ObjectNode node = Json.object().put("run", result.start().id()).put("inputs", result.inputs());
        DifferenceReport.put(node, result.outputs(), result.states());
        if (result.failure().isPresent()) {
            node.set("failure", Json.failure(result.failure().get()));
        } else {
            node.putNull("failure");
        }
        return node;
    }

    private void print(Controller controller, RunFolder folder, Comparison result, long nanos) throws IOException {
        Screen.line(Format.count(result.inputs(), "input") + " replayed in " + Format.seconds(nanos)
                + ", nothing was sent anywhere");
        Screen.line("");
        DifferenceReport.print(result.outputs(), result.states());
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
}
