package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.controller.TrialRun;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Feeds recorded inputs to a pipeline's code of today, then verifies that in another process and with the code loaded
 * anew before each input. What is promised of a replay is tried out before it is needed.
 */
final class DeterminismCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What another process has otherwise: none of it may reach an output or the state. */
    private static final List<String> ELSEWHERE = List.of(
            "-Duser.timezone=Pacific/Apia",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-XX:+UseSerialGC",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=0",
            "-Dtapedeck.terminals=");

    private final Controller controller;
    private final long inputsMax;

    DeterminismCheck(Controller controller, long inputsMax) {
        this.controller = controller;
        this.inputsMax = inputsMax;
    }

    /** A way in which the code is run again. */
    enum Pass {
        PROCESS("in another process", "it draws on something that differs from process to process"),
        RESTORE(
                "loaded anew each time",
                "it keeps something outside its keyed state, in a static, a field or a global");

        private final String words;
        private final String cause;

        Pass(String words, String cause) {
            this.words = words;
            this.cause = cause;
        }
    }

    /**
     * What came out.
     *
     * @param run the run whose inputs they were
     * @param inputs how many
     * @param process what {@code verify --json} says of the other process
     * @param restore what it says of the code loaded anew
     */
    record Result(String run, long inputs, JsonNode process, JsonNode restore) {
        boolean same() {
            return !process.get("diverged").asBoolean()
                    && !restore.get("diverged").asBoolean();
        }

        ObjectNode json() {
            ObjectNode node = Json.object().put("run", run).put("inputs", inputs);
            node.set("process", process.get("first_divergence"));
            node.set("restore", restore.get("first_divergence"));
            return node.put("same", same());
        }

        private JsonNode of(Pass pass) {
            return pass == Pass.PROCESS ? process : restore;
        }
    }

    /** Checks a pipeline; empty where nothing is recorded of it. */
    Optional<Result> check(PipelineDefinition definition)
            throws IOException, StepLoadException, InterruptedException, WrongUseException {
        Optional<RunFolder> run = controller.newest(definition);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("tapedeck-check");
        try {
            ReplayProgress progress = new ReplayProgress("trying out");
            TrialRun trial = controller.tryOut(run.get(), definition, inputsMax, folder, progress);
            JsonNode process = verifyElsewhere(folder);
            ReplayProgress restoring = new ReplayProgress("restoring");
            JsonNode restore = VerifyCommand.json(controller.verifyRestoring(trial.folder(), restoring));
            restoring.end();
            return Optional.of(new Result(run.get().start().id(), trial.inputs(), process, restore));
        } finally {
            Folders.delete(folder);
        }
    }

    private static JsonNode verifyElsewhere(Path folder) throws IOException, InterruptedException {
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command(folder)).redirectError(err.toFile());
        builder.environment().put("TZ", "Pacific/Apia");
        builder.environment().put("LANG", "tr_TR.UTF-8");
        Process process = builder.start();
        try {
            byte[] out = process.getInputStream().readAllBytes();
            int exit = process.waitFor();
            if (exit != ExitCode.DONE && exit != ExitCode.DIFFERS) {
                throw new IOException("the other process ended with exit " + exit + ": "
                        + Files.readString(err).strip());
            }
            return JSON.readTree(new String(out, StandardCharsets.UTF_8));
        } finally {
            process.destroy();
        }
    }

    private static List<String> command(Path folder) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.matches("-XX:\\+Use\\w+GC|-XX:AOT.*"))
                .forEach(command::add);
        command.addAll(ELSEWHERE);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("verify", folder.toString(), "--json"));
        return command;
    }

    /** Prints what came out, below the lines of its pipeline. */
    static void print(Result result, String indent) {
        Screen.line(indent + "determinism  " + Format.count(result.inputs(), "input") + " of run " + result.run()
                + " through today's code, again:");
        for (Pass pass : Pass.values()) {
            JsonNode found = result.of(pass);
            if (!found.get("diverged").asBoolean()) {
                Screen.line(indent + "  " + Screen.green("✓") + " " + pass.words + "  identical: "
                        + Format.count(found.get("steps").asLong(), "call") + ", "
                        + Format.count(found.get("outputs").asLong(), "output"));
                continue;
            }
            JsonNode first = found.get("first_divergence");
            Screen.line(indent + "  " + Screen.red("✗") + " " + pass.words + "  differs at input #"
                    + first.get("ordinal").asLong() + ", step \""
                    + first.get("step").asText() + "\"");
            Screen.line(indent + "      first      " + first.get("recorded"));
            Screen.line(indent + "      again      " + first.get("replayed"));
            Screen.line(indent + "      likely     " + pass.cause);
        }
    }
}
