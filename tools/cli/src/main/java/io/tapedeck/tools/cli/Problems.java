package io.tapedeck.tools.cli;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.controller.DataLossException;
import io.tapedeck.controller.DivergenceException;
import io.tapedeck.controller.Mistake;
import io.tapedeck.controller.MistakesException;
import io.tapedeck.controller.RunNotFoundException;
import io.tapedeck.controller.StepLoadException;
import io.tapedeck.log.Damage;
import io.tapedeck.log.LogException;
import io.tapedeck.log.seastreamer.SeaStreamerException;
import io.tapedeck.tools.convert.LossException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into a sentence and an exit code. {@code --stack-trace} adds the stack trace. */
final class Problems {
    private static final String VERIFY =
            "; ./tapedeck log verify tells what is lost, ./tapedeck log repair saves the rest";
    private static final String IN_ITS_PLACE =
            ". Put what repair makes in the place of the run's log, and run again: it goes on if no message is lost";
    private static final String BEGIN_ANEW =
            ". This run cannot go on: ./tapedeck run --new --overwrite begins a new one, and makes its outputs anew";

    private static boolean stackTraces;

    private Problems() {}

    static void showStackTraces(boolean wanted) {
        stackTraces = wanted;
    }

    static int wrongUse(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        Screen.warn(Screen.red("✗") + " " + e.getMessage());
        List<String> suggestions = CommandLine.UnmatchedArgumentException.printSuggestions(e, command.getErr())
                ? List.of()
                : List.of(command.getCommandSpec().qualifiedName());
        suggestions.forEach(name -> Screen.warn("./" + name + " --help tells what it takes"));
        printStackTrace(e);
        return ExitCode.WRONG_USE;
    }

    static int report(Exception e, CommandLine command, ParseResult parsed) {
        Screen.endProgress();
        if (e instanceof MistakesException mistakes) {
            print(mistakes.mistakes());
        } else if (e instanceof DivergenceException divergence) {
            Screen.warn(DivergenceReport.of("#" + divergence.divergence().ordinal(), divergence.divergence()));
        } else {
            Screen.warn(Screen.red("✗") + " " + sentence(e) + wayOut(e, command));
        }
        printStackTrace(e);
        if (parsed.originalArgs().contains("--json")) {
            Json.print(
                    Json.object().put("error", sentence(e) + wayOut(e, command)).put("exit", code(e)));
        }
        return code(e);
    }

    /** What else is to be done where a run cannot go on because its log is damaged. */
    private static String wayOut(Exception e, CommandLine command) {
        if (!command.getCommandName().equals("run")) {
            return "";
        }
        return switch (e) {
            case LogException.Corrupt ignored -> IN_ITS_PLACE;
            case LogException.Truncated ignored -> IN_ITS_PLACE;
            case LogException.Incomplete ignored -> BEGIN_ANEW;
            case DataLossException ignored -> BEGIN_ANEW;
            default -> "";
        };
    }

    /** An error of the JVM. Where the memory is full, what is loaded just then fails with that as its cause. */
    static int error(Error e, List<String> arguments) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError full) {
                return memoryFull(full, arguments);
            }
        }
        e.printStackTrace(Screen.ERR);
        return ExitCode.FAILED;
    }

    /** What a command needs does not fit the memory: most often the state of a run, which it keeps there. */
    private static int memoryFull(OutOfMemoryError e, List<String> arguments) {
        Screen.endProgress();
        String error = "the memory is full (" + e.getMessage() + "): the heap, where a run's state is kept, may have "
                + Format.bytes(Runtime.getRuntime().maxMemory())
                + "; TAPEDECK_JAVA_OPTS=-Xmx… gives it another size, as -Xmx8g does";
        Screen.warn(Screen.red("✗") + " " + error);
        printStackTrace(e);
        if (arguments.contains("--json")) {
            Json.print(Json.object().put("error", error).put("exit", ExitCode.FAILED));
        }
        return ExitCode.FAILED;
    }

    /** Ends the process, for a call of a processor will not. */
    static void hung(String run, String step) {
        Screen.endProgress();
        String error = "a call of step \"" + step + "\" took longer than its timeout and cannot be interrupted";
        Screen.warn(Screen.red("✗") + " " + error + "; the process ends here. Run again, run " + run
                + " tries that input again with today's code");
        StopSignal.exit(ExitCode.FAILED);
    }

    static void print(List<Mistake> mistakes) {
        mistakes.forEach(mistake -> Screen.warn(Format.path(mistake.file()) + ":" + mistake.line() + ":"
                + mistake.column() + "  " + mistake.message()));
        Screen.warn(Format.count(mistakes.size(), "mistake"));
    }

    private static int code(Exception e) {
        return switch (e) {
            case MistakesException ignored -> ExitCode.WRONG_USE;
            case WrongUseException ignored -> ExitCode.WRONG_USE;
            case DivergenceException ignored -> ExitCode.DIFFERS;
            case LogException.Corrupt ignored -> ExitCode.DATA_LOST;
            case LogException.Truncated ignored -> ExitCode.DATA_LOST;
            case LogException.Incomplete ignored -> ExitCode.DATA_LOST;
            case LogException.OutOfOrder ignored -> ExitCode.DATA_LOST;
            case SeaStreamerException.Damaged ignored -> ExitCode.DATA_LOST;
            case LossException ignored -> ExitCode.DATA_LOST;
            case DataLossException ignored -> ExitCode.DATA_LOST;
            default -> ExitCode.FAILED;
        };
    }

    private static String sentence(Exception e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case LogException.Corrupt corrupt
            when corrupt.damage().kind() == Damage.Kind.HEADER ->
                message + (corrupt.damage().length() == 0 ? ": it is empty" : ", or is no log")
                        + "; ./tapedeck log verify tells whether anything of it is intact";
            case LogException.Corrupt ignored -> message + VERIFY;
            case LogException.Truncated ignored -> message + VERIFY;
            case SeaStreamerException.Damaged damaged ->
                message
                        + (damaged.damage().length() == 0
                                ? ": it is empty"
                                : "; ./tapedeck log verify tells what is lost");
            case SeaStreamerException.NotSeaStreamer ignored -> message + "; is the ending .ss right?";
            case LogException.NotALog ignored
            when message.endsWith("its mark") ->
                message + "; ./tapedeck log import makes one of JSON, CSV, text, or a SeaStreamer file";
            case LogException.NotALog ignored
            when message.endsWith("no segment of a log") -> message + "; those are named *.tape";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case FileSystemException system
            when system.getReason() != null -> system.getFile() + ": " + system.getReason();
            case ConnectorException ignored when isDiskFull(message) -> full(message);
            case ConnectorException ignored -> message;
            case RunNotFoundException ignored -> message;
            case StepLoadException ignored -> message;
            case WrongUseException ignored -> message;
            case MistakesException ignored -> message;
            case DivergenceException ignored -> message;
            case EnvironmentMismatchException ignored -> message;
            case LossException ignored -> message;
            case IOException ignored when isDiskFull(message) -> full(message);
            case LogException.Unwritten ignored ->
                message + ". Nothing that was reported is lost; once the disk takes writes again, run again";
            case IOException ignored when !message.isEmpty() -> message;
            default -> "this is a mistake in Tapedeck: " + e + ". Please report it with what --stack-trace prints";
        };
    }

    static boolean isDiskFull(String message) {
        return message.contains("No space left") || message.contains("the disk has only");
    }

    private static String full(String message) {
        return "the disk is full: " + message + ". Nothing that was reported is lost; free some space and run again";
    }

    private static void printStackTrace(Throwable e) {
        if (stackTraces) {
            e.printStackTrace(Screen.ERR);
            Screen.ERR.flush();
        }
    }
}
