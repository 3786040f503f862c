package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Bisection;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.log.MapValue;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the first input of a run after which something holds. */
@Command(
        name = "bisect",
        description = {
            "Finds the first input of a run after which something holds, and shows it with the state before and after.",
            "A condition on the state alone is taken to hold from there on, so that a few inputs tell, also of a long run;"
                    + " where it looks at more, or does not hold at the end, every input is looked at."
        },
        footer = {
            "",
            "An expression is CEL. It sees input (value, key, headers, stream, shard, sequence, time), outputs (a list",
            "of values), state (a map), clock and failure (null, or a map with step, kind, error). A missing key makes",
            "it false. Examples:",
            "  --when 'state.stats.ml.count >= 100'",
            "  --when 'input.value.mag < 0.0'",
            "  --when 'outputs.exists(o, o.level == \"severe\")'"
        },
        mixinStandardHelpOptions = true)
final class BisectCommand implements Callable<Integer> {
    @Mixin
    private TaskArgument task = new TaskArgument();

    @Option(names = "--when", required = true, paramLabel = "EXPRESSION", description = "what has to hold")
    private String when = "";

    @Option(names = "--scan", description = "look at every input, for a condition that may cease to hold")
    private boolean scan;

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException, DivergenceException,
                    EnvironmentMismatchException {
        Controller controller = common.controller(Extensions.load());
        RunFolder folder = task.find(common);
        force.check(controller, folder);
        String step = task.step(folder.start());
        MomentCondition condition = MomentCondition.parse(when, step);
        ReplayProgress progress = new ReplayProgress("looking");
        boolean byHalves = !scan && condition.isOfStateOnly();
        Optional<Bisection> found = controller.bisect(folder, condition, byHalves, progress);
        boolean assumed = byHalves && found.isPresent();
        if (found.isEmpty() && byHalves) {
            found = controller.bisect(folder, condition, false, progress);
        }
        progress.end();
        if (found.isEmpty()) {
            Screen.warn(Screen.red("✗") + " at no input of run "
                    + folder.start().id() + " does this hold: " + when + condition.hint());
            return ExitCode.FAILED;
        }
        if (common.json()) {
            Json.print(force.tell(json(found.get(), step)));
        } else {
            print(found.get(), step, assumed);
            force.print();
        }
        return ExitCode.DONE;
    }

    private static ObjectNode json(Bisection found, String step) {
        ObjectNode at = InspectionReport.json(found.at(), step);
        ObjectNode node = Json.object();
        node.set("position", at.get("position"));
        node.set("input", at.get("input"));
        node.set("state_before", Json.node(found.before().getOrDefault(step, MapValue.EMPTY)));
        node.set("state", at.get("state"));
        node.set("outputs", at.get("outputs"));
        node.set("clock", at.get("clock"));
        node.set("failure", at.get("failure"));
        return node.put("looked_at", found.looked());
    }

    private void print(Bisection found, String step, boolean assumed) {
        long ordinal = found.at().moment().input().ordinal();
        Screen.line(Screen.green("✓") + " holds from "
                + Screen.bold(found.at().start().position(ordinal)) + " on: " + when);
        Screen.line(Screen.dim("  " + Format.count(found.looked(), "input") + " looked at"
                + (assumed ? "; that it goes on to hold is assumed, --scan looks at all" : "")));
        InspectionReport.printInput(found.at());
        StateChanges changes = StateChanges.between(
                found.before().getOrDefault(step, MapValue.EMPTY),
                found.at().states().getOrDefault(step, MapValue.EMPTY));
        Screen.line("  state of \"" + step + "\", before  →  after" + (changes.isEmpty() ? ": the same" : ""));
        changes.print();
        Screen.line("");
        String run = common.runArgument(found.at().start());
        Screen.line("  look        ./tapedeck step " + run + " --at '"
                + found.at().start().position(ordinal) + "'");
    }
}
