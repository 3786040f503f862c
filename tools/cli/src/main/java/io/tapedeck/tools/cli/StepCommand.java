package io.tapedeck.tools.cli;

import io.tapedeck.controller.Controller;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Extensions;
import io.tapedeck.controller.Playback;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.StepLoadException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Steps through a run, forward and backward. */
@Command(
        name = "step",
        description = {
            "Opens a run at its last input, or at a position, and goes forward and backward in it, with the state at each"
                    + " input. The run is not changed, and nothing is sent anywhere.",
            "Commands are read from the terminal, or a line each from standard input."
        },
        mixinStandardHelpOptions = true)
final class StepCommand implements Callable<Integer> {
    @Mixin
    private TaskArgument task = new TaskArgument();

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description = "where to begin: '#123', a feed time, or stream/shard@sequence")
    private Optional<String> at = Optional.empty();

    @Mixin
    private ForceOption force = new ForceOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call()
            throws IOException, WrongUseException, RunNotFoundException, StepLoadException, DivergenceException,
                    EnvironmentMismatchException {
        if (common.json()) {
            throw new WrongUseException("step talks to people; ./tapedeck inspect --json tells scripts the same");
        }
        Controller controller = common.controller(Extensions.load());
        RunFolder folder = task.find(common);
        force.check(controller, folder);
        Optional<RunPosition> from = LogPlaces.parse(at);
        ReplayProgress progress = new ReplayProgress("replaying");
        try (Playback playback = controller.open(folder, progress)) {
            StepSession session = new StepSession(playback, task.step(folder.start()));
            boolean found = session.begin(from);
            progress.end();
            if (!found) {
                throw Reach.noInputAt(folder, at.orElse("its end"));
            }
            session.greet();
            force.print();
            if (Screen.isConversation()) {
                fromTerminal(session);
            } else {
                fromStandardInput(session);
            }
        }
        return ExitCode.DONE;
    }

    private void fromTerminal(StepSession session) throws IOException, StepLoadException, DivergenceException {
        Screen.OUT.flush();
        try (Terminal terminal =
                TerminalBuilder.builder().system(true).dumb(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("tapedeck")
                    .completer(completer(session))
                    .variable(LineReader.HISTORY_FILE, history())
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            boolean goesOn = true;
            while (goesOn) {
                try {
                    goesOn = session.run(reader.readLine(session.prompt()));
                } catch (UserInterruptException e) {
                    Screen.line("  quit, or Ctrl-D, ends");
                } catch (EndOfFileException e) {
                    goesOn = false;
                }
                Screen.endProgress();
                Screen.OUT.flush();
            }
        }
    }

    private Path history() {
        return common.data().toAbsolutePath().resolve("step.history");
    }

    private static Completer completer(StepSession session) {
        return (reader, line, candidates) -> {
            if (line.wordIndex() == 0) {
                StepSession.WORDS.forEach(word -> candidates.add(new Candidate(word)));
            } else if (line.words().getFirst().matches("s|state|w|watch")) {
                session.keys().forEach(key -> candidates.add(new Candidate(key)));
            }
        };
    }

    private static void fromStandardInput(StepSession session)
            throws IOException, StepLoadException, DivergenceException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null) {
            Screen.line(Screen.dim(session.prompt() + line));
            if (!session.run(line)) {
                return;
            }
            line = lines.readLine();
        }
    }
}
