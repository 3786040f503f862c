package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.Controller;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunListener;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.ShrunkRun;
import io.tapedeck.controller.Standpoint;
import io.tapedeck.controller.StepLoadException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the few inputs of a run that matter. */
@Command(
        name = "shrink",
        description = {
            "Finds the smallest set of a run's inputs that still fails the same way (the same kind of error at the same"
                    + " line), or makes an expression true, and keeps it as a run of its own.",
            "Messages are left out first, then fields of those that are left. Ctrl-C ends the search and keeps the best so"
                    + " far. Nothing is sent anywhere."
        },
        mixinStandardHelpOptions = true)
final class ShrinkCommand implements Callable<Integer> {
    private static final int MESSAGES_SHOWN_MAX = 10;
    private static final long SHOW_NANOS = 100_000_000;

    @Mixin
    private TaskArgument task = new TaskArgument();

    @Option(
            names = "--when",
            paramLabel = "EXPRESSION",
            description = "what has to become true, in the place of the failure; ./tapedeck bisect --help tells of it")
    private String when = "";

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    private long shownNanos;

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException,
                    EnvironmentMismatchException {
        Controller controller = common.controller(Extensions.load());
        RunFolder folder = task.find(common);
        force.check(controller, folder);
        Optional<Standpoint.Test> wanted =
                when.isEmpty() ? Optional.empty() : Optional.of(MomentCondition.parse(when, task.step(folder.start())));
        StopSignal.install();
        Optional<ShrunkRun> shrunk =
                controller.shrink(folder, wanted, RunListener.SILENT, this::progress, StopSignal::requested);
        Screen.endProgress();
        if (shrunk.isEmpty()) {
            Screen.warn(Screen.red("✗") + " " + never(folder, wanted));
            return ExitCode.FAILED;
        }
        if (common.json()) {
            Json.print(force.tell(json(shrunk.get())));
        } else {
            print(shrunk.get());
            force.print();
        }
        return ExitCode.DONE;
    }

    private String never(RunFolder folder, Optional<Standpoint.Test> wanted) throws IOException {
        String run = folder.start().id();
        return wanted.isPresent()
                ? "at no input of run " + run + " does this hold: " + when
                        + (wanted.get() instanceof MomentCondition condition ? condition.hint() : "")
                : "run " + run + " does not fail the same way when its inputs are fed to the code that it ended with;"
                        + " ./tapedeck verify " + common.runArgument(folder.start()) + " tells where it differs";
    }

    private void progress(long tries, int inputs) {
        long now = System.nanoTime();
        if (now - shownNanos >= SHOW_NANOS) {
            shownNanos = now;
            Screen.progress("shrinking  "
                    + (inputs == Integer.MAX_VALUE ? "" : "to " + Format.count(inputs, "input") + " so far · ")
                    + Format.number(tries) + " tries");
        }
    }

    private static ObjectNode json(ShrunkRun shrunk) {
        ObjectNode node = Json.object()
                .put("run", shrunk.start().id())
                .put("inputs", shrunk.messages().size())
                .put("from_inputs", shrunk.fromInputs())
                .put("fields_removed", shrunk.fieldsRemoved())
                .put("tries", shrunk.tries())
                .put("complete", shrunk.complete());
        ArrayNode ordinals = Json.array();
        shrunk.ordinals().forEach(ordinals::add);
        node.set("ordinals", ordinals);
        if (shrunk.failure().isPresent()) {
            node.set("failure", Json.failure(shrunk.failure().get()));
        } else {
            node.putNull("failure");
        }
        return node;
    }

    private void print(ShrunkRun shrunk) {
        int count = shrunk.messages().size();
        Screen.line(Screen.green("✓") + " " + (count == 1 ? "1 input" : Format.number(count) + " inputs") + " of "
                + Format.number(shrunk.fromInputs()) + (count == 1 ? " does it" : " do it") + ", "
                + (shrunk.fieldsRemoved() == 0
                        ? "whole"
                        : "with " + Format.count(shrunk.fieldsRemoved(), "field") + " left out")
                + " ("
                + Format.number(shrunk.tries()) + " tries" + (shrunk.complete() ? "" : ", stopped before the end")
                + ")");
        for (int i = 0; i < Math.min(count, MESSAGES_SHOWN_MAX); i++) {
            Screen.line("  " + shrunk.start().position(shrunk.ordinals().get(i)) + "  "
                    + shrunk.messages().get(i).message().place() + "  "
                    + Format.value(shrunk.messages().get(i).value(), 100));
        }
        if (count > MESSAGES_SHOWN_MAX) {
            Screen.line("  … and " + Format.number(count - MESSAGES_SHOWN_MAX) + " more");
        }
        shrunk.failure()
                .ifPresent(failure -> Screen.line("  " + Screen.bold(failure.error())
                        + failure.location().map(at -> "    " + at).orElse("")));
        String run = shrunk.start().id() + common.dataArgument();
        Screen.line("  kept as run " + shrunk.start().id() + " in "
                + Format.path(shrunk.folder().path()));
        Screen.line("");
        Screen.line("  look        ./tapedeck step " + run);
        Screen.line("  keep it     ./tapedeck export-test " + run + " -o DIR   (as a unit test)");
        shrunk.failure()
                .filter(failure -> !failure.step().isEmpty())
                .ifPresent(failure -> Screen.line(
                        "  try a fix   ./tapedeck replay " + run + " --with " + failure.step() + "=FILE --diff"));
    }
}
