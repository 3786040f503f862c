package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.controller.Circuit;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.PipelineDefinition;
import io.tapedeck.controller.RunOptions;
import io.tapedeck.controller.RunState;
import io.tapedeck.controller.RunSummary;
import io.tapedeck.controller.StepDefinition;
import io.tapedeck.runtime.ProcessorCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a pipeline and records it. */
@Command(
        name = "run",
        description = {
            "Runs a pipeline and records what it is fed.",
            "Run again, it goes on with the same run: behind what was processed, with the message that failed, "
                    + "or with what is new."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private PipelineArgument pipeline = new PipelineArgument();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--new", description = "begin a new run from the source's start")
    private boolean startNew;

    @Option(names = "--overwrite", description = "remove another run's outputs from the sink")
    private boolean overwrite;

    @Option(
            names = "--worker",
            description = {
                "share the pipeline's tasks (tasks = N) with other processes that are run so on the same --data:",
                "each takes its part, and takes over what one that is gone was at"
            })
    private boolean worker;

    @Override
    public Integer call()
            throws IOException, MistakesException, WrongUseException, ConnectorException, DivergenceException,
                    InterruptedException {
        if (worker && startNew) {
            throw new WrongUseException("--worker and --new do not go together: the workers would each begin a run; "
                    + "./tapedeck run --new begins one, and once it has stopped, workers go on with it");
        }
        Extensions extensions = Extensions.load();
        PipelineDefinition definition = pipeline.one(extensions);
        Controller controller = common.controller(extensions);
        RunProgress progress = new RunProgress(definition.name(), common.json());
        if (definition.to().url().scheme().equals("stdio") && !common.json()) {
            Screen.leaveOutToSink();
        }
        StopSignal.install();
        RunSummary summary = controller.run(
                definition, new RunOptions(startNew, overwrite, worker, StopSignal::requested), progress);
        progress.end();
        report(extensions, controller, definition, summary, progress);
        return summary.state() == RunState.FAILED ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void report(
            Extensions extensions,
            Controller controller,
            PipelineDefinition definition,
            RunSummary summary,
            RunProgress progress)
            throws IOException {
        if (common.json()) {
            ObjectNode node = Json.summary(summary);
            if (definition.circuit().isPresent()) {
                Circuit.Status circuit = progress.circuit();
                node.putObject("circuit")
                        .put("state", circuit.state().word())
                        .put("failures", circuit.failures())
                        .put("opened", circuit.opened());
            }
            ArrayNode builtIn = builtIn(definition, extensions);
            if (!builtIn.isEmpty()) {
                node.set("built_in", builtIn);
            }
            Json.print(node);
            return;
        }
        if (summary.failure().isPresent()) {
            Report.failedRun(controller, summary, pipeline, common.dataArgument());
            return;
        }
        Screen.line(Screen.green("✓") + " " + summary.pipeline() + " "
                + summary.state().word() + "  run "
                + summary.run() + "  " + Format.count(summary.inputs(), "input") + " · "
                + Format.count(summary.outputs(), "output") + progress.rate() + "  " + Format.path(summary.log()));
        if (summary.state() == RunState.STOPPED) {
            Screen.line("  go on       ./tapedeck run " + pipeline.words() + common.dataArgument());
        }
    }

    /** The built-in steps and what they do, so that their limits and windows are seen. */
    private static ArrayNode builtIn(PipelineDefinition definition, Extensions extensions) {
        ArrayNode steps = Json.array();
        for (StepDefinition step : definition.steps()) {
            ProcessorCode code = step.code();
            extensions
                    .host(code.language())
                    .flatMap(host -> host.definition(code))
                    .ifPresent(what -> steps.add(Json.object()
                            .put("step", step.id())
                            .put("kind", code.entry())
                            .set("definition", Json.node(what))));
        }
        return steps;
    }
}
