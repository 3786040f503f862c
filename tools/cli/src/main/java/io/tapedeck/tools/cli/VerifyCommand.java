package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Divergence;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunStart;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.controller.Verification;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Replays a run and compares it with its record. */
@Command(
        name = "verify",
        description = {
            "Replays a run with its recorded code and compares the outputs and the state of every call with the record.",
            "Nothing is sent anywhere. Exits with 4 where something differs.",
            "With --continuous it goes on beside a run that goes on, until that ends or Ctrl-C.",
            "With --checkpoints it proves that the run can be gone on with from each of its checkpoints."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "an id, a prefix of one, a run's folder, a packed run, or latest")
    private String run = "latest";

    @Option(names = "--continuous", description = "follow a run that goes on, and say how far behind it is")
    private boolean continuous;

    @Option(
            names = "--checkpoints",
            description =
                    "compare the state of each checkpoint in the log too, and go on from it with the code loaded anew")
    private boolean checkpoints;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli sets the real one

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, RunNotFoundException, StepLoadException, EnvironmentMismatchException,
                    MistakesException, WrongUseException {
        long start = System.nanoTime();
        ReplayProgress progress = new ReplayProgress("verifying");
        RunFolder folder = common.find(run);
        Controller controller = common.controller(source.added(Extensions.load(), folder));
        force.check(controller, folder);
        Verification result = verify(controller, folder, progress);
        progress.end();
        if (common.json()) {
            ObjectNode node = force.tell(json(result));
            if (continuous) {
                node.put("lag_seconds_max", progress.lagMaxNanos() / 1e9);
            }
            Json.print(checkpoints ? node.put("checkpoints", result.checkpoints()) : node);
        } else {
            print(result, System.nanoTime() - start);
            force.print();
            if (checkpoints) {
                Screen.line("  " + Format.count(result.checkpoints(), "checkpoint") + " compared, and gone on from");
            }
            if (continuous) {
                Screen.line("  at most " + Format.seconds(progress.lagMaxNanos()) + " behind the run");
            }
        }
        return result.divergence().isPresent() ? ExitCode.DIFFERS : ExitCode.DONE;
    }

    private Verification verify(Controller controller, RunFolder folder, ReplayProgress progress)
            throws IOException, StepLoadException {
        if (continuous && checkpoints) {
            throw new ParameterException(spec.commandLine(), "--continuous and --checkpoints do not go together");
        }
        if (checkpoints) {
            return controller.verifyFromCheckpoints(folder, progress);
        }
        if (!continuous) {
            return controller.verify(folder, progress);
        }
        StopSignal.install();
        return controller.verifyContinuously(folder, StopSignal::requested, progress);
    }

    /** What {@code --json} prints. */
    static ObjectNode json(Verification result) {
        ObjectNode node = Json.object()
                .put("run", result.start().id())
                .put("steps", result.calls())
                .put("outputs", result.outputs())
                .put("diverged", result.divergence().isPresent());
        if (result.divergence().isEmpty()) {
            return node.putNull("first_divergence");
        }
        Divergence divergence = result.divergence().get();
        ObjectNode first = Json.putTask(
                        Json.putPlace(Json.object(), divergence.place()),
                        result.start().taskNumber())
                .put("ordinal", divergence.ordinal())
                .put("step", divergence.step())
                .put("fed", Format.time(divergence.feedTimeNanos()));
        first.set("source_position", Json.node(divergence.sourcePosition()));
        first.set("recorded", Json.node(divergence.recorded()));
        first.set("replayed", Json.node(divergence.replayed()));
        first.put("cause", divergence.cause());
        ArrayNode suspects = Json.array();
        divergence
                .suspects()
                .forEach(suspect -> suspects.add(Json.object()
                        .put("file", suspect.file())
                        .put("line", suspect.line())
                        .put("text", suspect.text())));
        first.set("suspects", suspects);
        ArrayNode writes = Json.array();
        divergence.writes().forEach(write -> {
            ObjectNode entry = Json.object();
            entry.set("key", Json.node(write.key()));
            entry.set("before", Json.node(write.before()));
            entry.set("after", Json.node(write.after()));
            writes.add(entry);
        });
        first.set("state_writes", writes);
        first.set(
                "environment_noted",
                ForceOption.json(divergence.environment().orElseThrow().noted()));
        return node.set("first_divergence", first);
    }

    private static void print(Verification result, long nanos) {
        if (result.divergence().isPresent()) {
            Divergence divergence = result.divergence().get();
            Screen.line(DivergenceReport.of(result.start().position(divergence.ordinal()), divergence));
            Screen.line(Format.count(result.inputs() - 1, "input") + " before it "
                    + (result.inputs() == 2 ? "is" : "are") + " identical.");
            return;
        }
        Screen.line(Screen.green("✓") + " " + result.start().id() + " "
                + result.start().pipeline() + " is identical: "
                + Format.count(result.inputs(), "input") + ", " + Format.count(result.calls(), "call") + ", "
                + Format.count(result.outputs(), "output") + " compared in " + Format.seconds(nanos));
        result.failure().ifPresent(failure -> printFailure(result.start(), failure));
    }

    private static void printFailure(RunStart start, Failure failure) {
        Screen.line("  it fails at " + start.position(failure.ordinal()) + " as recorded: " + failure.error());
    }
}
