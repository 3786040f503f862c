package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.NoScenarioException;
import io.tapedeck.controller.RecordedScenario;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps an input of a run, or a short run, as a unit test of a step. */
@Command(
        name = "export-test",
        description = {
            "Writes a unit test that calls a step as a run did, and passes or fails as it did there.",
            "",
            "In Python it is a file for pytest or plain python3, in Java a class for JUnit 5; beside it are the",
            "step's code and a fixture in JSON with the messages, the state before, and what came of them.",
            "Without --at it has all inputs of a run that has at most 100, and of others the last one, which is the one",
            "that failed, if the run did."
        },
        mixinStandardHelpOptions = true)
final class ExportTestCommand implements Callable<Integer> {
    /** The languages of tests, which are those of processors. */
    enum Language {
        JAVA,
        PYTHON;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "RUN", description = "an id, a prefix of one, a run's folder, a packed run, or latest")
    private String run = "latest";

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description =
                    "'#123' (the 123rd input; '2/#123' that of task 2), 2026-11-20T03:12:09Z (feed time), or stream/shard@sequence")
    private String at = "";

    @Option(
            names = "--step",
            paramLabel = "ID",
            description = "the step to test; the one that failed by default, or the first")
    private String step = "";

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            description = "java or python; must be the step's, and is by default")
    private Optional<Language> language = Optional.empty();

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "the folder to write to")
    private Path folder = Path.of("");

    @Option(names = "--overwrite", description = "replace files in a folder that is not empty")
    private boolean overwrite;

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException, DivergenceException,
                    ConnectorException, EnvironmentMismatchException {
        Optional<RunPosition> position = at.isEmpty() ? Optional.empty() : Optional.of(LogPlaces.parse(at));
        checkFolder();
        ReplayProgress progress = new ReplayProgress("replaying");
        Controller controller = common.controller(Extensions.load());
        RunFolder recorded = common.find(run);
        force.check(controller, recorded);
        Optional<RecordedScenario> found = scenario(controller, recorded, position, progress);
        progress.end();
        if (found.isEmpty()) {
            throw Reach.noInputAt(recorded, at.isEmpty() ? "its end" : at);
        }
        checkLanguage(found.get());
        ExportedTest test = exported(found.get());
        write(test.files());
        if (common.json()) {
            Json.print(force.tell(json(found.get(), test.files().keySet())));
        } else {
            print(found.get(), test);
            force.print();
        }
        return ExitCode.DONE;
    }

    private void checkFolder() throws IOException {
        if (overwrite || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new RefusedException(
                        folder + " is not empty; name another folder, or have --overwrite replace files in it");
            }
        }
    }

    private Optional<RecordedScenario> scenario(
            Controller controller, RunFolder recorded, Optional<RunPosition> position, ReplayProgress progress)
            throws IOException, WrongUseException, StepLoadException, DivergenceException, ConnectorException {
        try {
            return controller.scenario(recorded, position, step, progress);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private void checkLanguage(RecordedScenario recorded) throws WrongUseException {
        String written = recorded.scenario().code().language();
        if (language.isPresent() && !language.get().word().equals(written)) {
            throw new WrongUseException("step \"" + recorded.scenario().code().step() + "\" is written in " + written
                    + ", and so must be its test: --lang " + written);
        }
    }

    private static ExportedTest exported(RecordedScenario recorded) throws IOException {
        try {
            return switch (recorded.scenario().code().language()) {
                case "python" -> ExportedTest.inPython(recorded);
                case "java" -> ExportedTest.inJava(recorded);
                default ->
                    throw new NoScenarioException(
                            "step \"" + recorded.scenario().code().step()
                                    + "\" is built in; a test of your code names a step of yours: --step STEP");
            };
        } catch (EncodingException e) {
            throw new NoScenarioException("the fixture cannot be written: " + e.getMessage());
        }
    }

    private void write(Map<String, Bytes> files) throws IOException {
        if (overwrite) {
            Files.createDirectories(folder);
            writeInto(folder, files);
            return;
        }
        Files.createDirectories(
                Optional.ofNullable(folder.toAbsolutePath().normalize().getParent())
                        .orElse(folder));
        try (PendingTarget target = PendingTarget.createFolder(folder)) {
            writeInto(target.path(), files);
            target.commit();
        }
    }

    private static void writeInto(Path target, Map<String, Bytes> files) throws IOException {
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            Path path = target.resolve(file.getKey()).normalize();
            if (!path.startsWith(target.normalize())) {
                throw new RefusedException("the run's code has a file " + file.getKey() + ", outside of any folder");
            }
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, file.getValue().toByteArray());
        }
    }

    private ObjectNode json(RecordedScenario recorded, Collection<String> names) {
        ObjectNode node = Json.object().put("run", recorded.start().id());
        if (recorded.input().isPresent()) {
            node.put(
                    "position", recorded.start().position(recorded.input().get().ordinal()));
        } else {
            node.putNull("position");
        }
        node.put("step", recorded.scenario().code().step());
        ArrayNode files = Json.array();
        names.forEach(name -> files.add(folder.resolve(name).toString()));
        node.set("files", files);
        return node;
    }

    private void print(RecordedScenario recorded, ExportedTest test) {
        Screen.line(Screen.green("✓") + " " + test.subject());
        test.files().keySet().forEach(name -> Screen.line("  " + folder.resolve(name)));
        Screen.line("");
        Screen.line(recorded.failure()
                .map(failure -> "It fails as the run did until that is mended: " + failure.error())
                .orElse("It passes as long as outputs and state are the same."));
        if (!test.command().isEmpty()) {
            String file =
                    folder.resolve(test.files().keySet().iterator().next()).toString();
            Screen.line("  try it   " + test.command() + " " + Shell.quote(file));
        }
    }
}
