package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.controller.Comparison;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Failure;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.controller.Variation;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
            "Replays a run's recorded inputs on this machine; nothing is sent anywhere unless --emit says so.",
            "With --with, changed code takes them instead; with --diff, outputs that differ make the exit code 4.",
            "With --debug, it stops before an input and waits for a debugger, then goes on with it to the end, or to --to."
        },
        footer = {
            "",
            "  ./tapedeck replay latest --with alerts=alerts_fixed.py --diff",
            "  ./tapedeck replay latest --with alerts=alerts_fixed.py --from '#700' --watch"
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "an id, a prefix of one, a run's folder, a packed run, or latest")
    private String run = "latest";

    @Mixin
    private VariationOptions variation = new VariationOptions();

    @Option(names = "--diff", description = "compare the outputs and the state at the end with the record")
    private boolean diff;

    @Option(names = "--watch", description = "replay again whenever a file given with --with is saved; Ctrl-C ends")
    private boolean watch;

    @Mixin
    private EmitOptions emit = new EmitOptions();

    @Mixin
    private DebugOption debug = new DebugOption();

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException,
                    EnvironmentMismatchException, MistakesException, ConnectorException, InterruptedException {
        debug.check(watch, emit.isWanted());
        RunFolder folder = common.find(run);
        Extensions extensions = source.added(Extensions.load(), folder);
        Controller controller = common.controller(extensions);
        force.check(controller, folder);
        List<ProcessorCode> recorded = controller.code(folder);
        Optional<PipelineDefinition> sinks = emit.sinks(folder.start(), extensions);
        if (watch) {
            if (!variation.haveCode() || sinks.isPresent()) {
                throw new WrongUseException("--watch waits for a file given with --with STEP=FILE to be saved"
                        + (sinks.isPresent() ? ", and sends nothing: leave --emit out" : ""));
            }
            return replayWheneverSaved(controller, folder, recorded, extensions);
        }
        Variation varied = variation.read(recorded, extensions);
        Comparison result = replay(controller, folder, recorded, varied, extensions);
        if (sinks.isPresent()) {
            emit(controller, folder, varied, sinks.get(), result);
        }
        return exit(result);
    }

    private int exit(Comparison result) {
        if (diff || !variation.haveCode()) {
            return result.isSame() ? ExitCode.DONE : ExitCode.DIFFERS;
        }
        return result.failure().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Comparison replay(
            Controller controller,
            RunFolder folder,
            List<ProcessorCode> recorded,
            Variation varied,
            Extensions extensions)
            throws IOException, WrongUseException, StepLoadException {
        long start = System.nanoTime();
        ReplayProgress progress = new ReplayProgress("replaying");
        Comparison result = compare(controller, folder, varied, extensions, progress);
        progress.end();
        if (result.inputs() == 0 && variation.from().isPresent()) {
            throw Reach.noInputAt(folder, variation.from().get());
        }
        if (common.json()) {
            Json.print(force.tell(json(result)));
        } else {
            print(result, varied, recorded, System.nanoTime() - start);
            force.print();
        }
        return result;
    }

    private Comparison compare(
            Controller controller, RunFolder folder, Variation varied, Extensions extensions, ReplayProgress progress)
            throws IOException, WrongUseException, StepLoadException {
        try {
            return debug.isWanted()
                    ? debug(controller, folder, varied, extensions, progress)
                    : controller.compare(folder, varied, progress);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private Comparison debug(
            Controller controller, RunFolder folder, Variation varied, Extensions extensions, ReplayProgress progress)
            throws IOException, WrongUseException, StepLoadException {
        DebuggerEntrance entrance =
                new DebuggerEntrance(extensions, debug.port(), common.data(), variation.foldersOfCode());
        Optional<Comparison> result = controller.debug(folder, varied, debug.stop(entrance), progress);
        if (result.isEmpty()) {
            throw Reach.noInputAt(folder, debug.place());
        }
        if (!entrance.wasOpened()) {
            Screen.endProgress();
            Screen.warn("the replay ended before it came to where it was to stop, so no debugger was waited for");
        }
        return result.get();
    }

    /** Does not return: who watches ends it. */
    private int replayWheneverSaved(
            Controller controller, RunFolder folder, List<ProcessorCode> recorded, Extensions extensions)
            throws IOException, InterruptedException {
        CodeWatch watch = new CodeWatch(() -> variation.read(recorded, extensions));
        while (true) {
            try {
                replay(controller, folder, recorded, watch.read(), extensions);
            } catch (WrongUseException | StepLoadException e) {
                Screen.warn(Screen.red("✗") + " " + e.getMessage());
            }
            Screen.warn(Screen.dim("  waiting for it to be saved; Ctrl-C ends"));
            watch.awaitChange();
            Screen.warn("");
            Screen.warn(Screen.bold(
                    "saved at " + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    private void emit(
            Controller controller, RunFolder folder, Variation varied, PipelineDefinition sinks, Comparison result)
            throws IOException, StepLoadException, ConnectorException {
        long outputs = result.outputs().same()
                + result.outputs().added()
                + result.outputs().changed();
        Screen.warn("");
        Screen.warn(Format.count(outputs, "output") + " will be sent to "
                + sinks.to().url()
                + sinks.deadLetter().map(to -> ", dead letters to " + to.url()).orElse("")
                + (emit.overwrite() ? ", in the place of what is there" : ", beside what is there"));
        if (!emit.isAgreedTo()) {
            Screen.warn("nothing was sent");
            return;
        }
        ReplayProgress progress = new ReplayProgress("sending");
        long sent = controller.emit(folder, varied, sinks, emit.overwrite(), progress);
        progress.end();
        Screen.warn(Screen.green("✓") + " " + Format.count(sent, "output") + " sent"
                + (sent < outputs ? "; the others were there already" : ""));
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

    private void print(Comparison result, Variation varied, List<ProcessorCode> recorded, long nanos) {
        Screen.line(Format.count(result.inputs(), "input") + " replayed"
                + (debug.isWanted() ? "" : " in " + Format.seconds(nanos)) + ", nothing was sent anywhere");
        Screen.line("");
        DifferenceReport.print(result.outputs(), result.states());
        if (result.failure().isPresent()) {
            Failure failure = result.failure().get();
            boolean otherCode = !varied.with().isEmpty();
            Screen.line("");
            Screen.line(Screen.red("✗") + " fails at " + result.start().position(failure.ordinal())
                    + (result.failsAsRecorded() ? ", as recorded" : otherCode ? " with this code" : ""));
            Report.failure(failure, varied.codeOf(failure.step(), recorded));
        }
    }
}
