package io.tapedeck.tools.cli;

import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Inspection;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StepLoadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one input of a run, with the state there and what came of it; or how a key of the state changed. */
@Command(
        name = "inspect",
        description = {
            "With --at, replays a run up to a position and shows the input there, the state, and the outputs made of it."
                    + " Where the input failed, the state is the one just before it: a failed input leaves nothing behind.",
            "With --state, shows how a key of the state changed, from one position to another."
        },
        footer = {
            "",
            "A position is '#123' (the 123rd input; '2/#123' that of task 2), 2026-11-20T03:12:09Z (feed time), or",
            "stream/shard@sequence.",
            "  ./tapedeck inspect latest --at '#706'",
            "  ./tapedeck inspect latest --state ml.count --from '#100' --to '#200' --plot count.svg"
        },
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "an id, a prefix of one, a run's folder, a packed run, or latest")
    private String run = "latest";

    @Option(names = "--at", paramLabel = "POSITION", description = "the input to show")
    private Optional<String> at = Optional.empty();

    @Option(names = "--state", paramLabel = "KEY", description = "a key of the state, or a field of it, as in ml.count")
    private Optional<String> key = Optional.empty();

    @Option(names = "--from", paramLabel = "POSITION", description = "with --state: the first input; that of the run")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "POSITION", description = "with --state: the last input; that of the run")
    private Optional<String> to = Optional.empty();

    @Option(names = "--plot", paramLabel = "FILE", description = "with --state: draw it into an SVG file")
    private Optional<Path> plot = Optional.empty();

    @Option(names = "--step", paramLabel = "ID", description = "whose state to show, where there are several steps")
    private String step = "";

    @Mixin
    private SourceOption source = new SourceOption();

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException, DivergenceException,
                    EnvironmentMismatchException, MistakesException {
        if (at.isPresent() == key.isPresent()) {
            throw new WrongUseException(
                    "inspect takes either --at POSITION, to show an input, or --state KEY, to show how"
                            + " a key of the state changed");
        }
        if (at.isPresent() && (from.isPresent() || to.isPresent() || plot.isPresent())) {
            throw new WrongUseException("--from, --to and --plot go with --state KEY");
        }
        RunFolder folder = common.find(run);
        Controller controller = common.controller(source.added(Extensions.load(), folder));
        force.check(controller, folder);
        return at.isPresent() ? showInput(controller, folder, at.get()) : showHistory(controller, folder);
    }

    private int showInput(Controller controller, RunFolder folder, String place)
            throws IOException, WrongUseException, StepLoadException, DivergenceException {
        ReplayProgress progress = new ReplayProgress("replaying");
        Optional<Inspection> found = inspect(controller, folder, LogPlaces.parse(place), progress);
        progress.end();
        if (found.isEmpty()) {
            throw Reach.noInputAt(folder, place);
        }
        Inspection inspection = found.get();
        String shown = StepChoice.of(inspection.start(), step);
        if (common.json()) {
            Json.print(force.tell(InspectionReport.json(inspection, shown)));
        } else {
            InspectionReport.print(inspection, step);
            force.print();
        }
        return ExitCode.DONE;
    }

    private static Optional<Inspection> inspect(
            Controller controller, RunFolder folder, RunPosition position, ReplayProgress progress)
            throws IOException, WrongUseException, StepLoadException, DivergenceException {
        try {
            return controller.inspect(folder, position, progress);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    private int showHistory(Controller controller, RunFolder folder)
            throws IOException, WrongUseException, StepLoadException, DivergenceException {
        ReplayProgress progress = new ReplayProgress("replaying");
        Optional<RunPosition> first = LogPlaces.parse(from);
        Optional<RunPosition> last = LogPlaces.parse(to);
        RunFolder task = task(folder, first.isPresent() ? first : last);
        Optional<KeyHistory> found = KeyHistory.read(controller, task, first, last, step, key.orElseThrow(), progress);
        progress.end();
        if (found.isEmpty()) {
            throw Reach.noInputAt(folder, from.orElse(to.orElse("#1")));
        }
        KeyHistory history = found.get();
        if (plot.isPresent()) {
            HistoryPlot.write(history, plot.get());
        }
        if (common.json()) {
            Json.print(force.tell(history.json()));
        } else {
            history.print();
            plot.ifPresent(file -> Screen.line("  drawn into " + Format.path(file)));
            force.print();
        }
        return history.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static RunFolder task(RunFolder folder, Optional<RunPosition> position)
            throws IOException, WrongUseException {
        try {
            return position.orElse(new RunPosition.Ordinal(0, 1))
                    .taskOf(folder.tasks())
                    .orElse(folder.tasks().getFirst());
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }
}
