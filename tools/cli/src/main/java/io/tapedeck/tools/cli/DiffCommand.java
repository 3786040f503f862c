package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunDifference;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.StepLoadException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two recorded runs. */
@Command(
        name = "diff",
        description = {
            "Compares two recorded runs, message by message: which outputs the second has that the first has not, and the other"
                    + " way round, which differ, and in which fields; and the state at the end.",
            "What differs makes the exit code 4. To compare a run with what other code makes of it, use replay --diff."
        },
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "RUN_A",
            description = "an id, a prefix of one, a run's folder, a packed run, or latest")
    private String before = "";

    @Parameters(index = "1", paramLabel = "RUN_B", description = "the other; latest by default", arity = "0..1")
    private String after = "latest";

    @Mixin
    private IgnoreOption ignored = new IgnoreOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException, RunNotFoundException, StepLoadException, DivergenceException {
        Controller controller = common.controller(Extensions.load());
        RunFolder one = common.find(before);
        RunFolder other = common.find(after);
        ReplayProgress progress = new ReplayProgress("comparing");
        RunDifference difference = controller.diff(one, other, ignored.fields(), progress);
        progress.end();
        if (common.json()) {
            Json.print(json(difference));
        } else {
            print(difference);
        }
        return difference.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERS;
    }

    private static ObjectNode json(RunDifference difference) {
        ObjectNode node = Json.object()
                .put("run_a", difference.before().id())
                .put("run_b", difference.after().id())
                .put("inputs", difference.inputs())
                .put("only_in_a", difference.onlyBefore())
                .put("only_in_b", difference.onlyAfter());
        DifferenceReport.put(node, difference.outputs(), difference.states());
        return node;
    }

    private static void print(RunDifference difference) {
        Screen.line("run " + Screen.bold(difference.before().id()) + " → run "
                + Screen.bold(difference.after().id()) + ": "
                + Format.count(difference.inputs(), "input") + " that both have"
                + only(difference.onlyBefore(), difference.before().id())
                + only(difference.onlyAfter(), difference.after().id()));
        Screen.line("");
        DifferenceReport.print(difference.outputs(), difference.states());
    }

    private static String only(long count, String run) {
        return count == 0 ? "" : ", " + Format.number(count) + " that only " + run + " has";
    }
}
