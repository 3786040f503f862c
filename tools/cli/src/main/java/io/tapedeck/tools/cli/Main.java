package io.tapedeck.tools.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The entry point of the command line; each command is a file of its own. */
@Command(
        name = "tapedeck",
        description =
                "A flight recorder for stream processors: records what a pipeline is fed, and replays it exactly.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ManifestVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Begin with ./tapedeck demo, or ./tapedeck init my-pipeline.",
            "./tapedeck COMMAND --help tells more of a command."
        })
public final class Main extends CommandGroup {
    /** A Python call takes 5 to 16 KiB; what is not used takes no memory. */
    private static final long STACK_BYTES = 64L << 20;

    private Main() {}

    @Option(names = "--stack-trace", scope = ScopeType.INHERIT, description = "show the stack trace of an error")
    void stackTrace(boolean wanted) {
        Problems.showStackTraces(wanted);
    }

    /**
     * Runs the command that {@code arguments} name, and exits with its code. It has a thread with a stack on which
     * Python reaches its own limit of calls within calls first.
     */
    public static void main(String[] arguments) {
        new Thread(null, () -> runAndExit(arguments), "main", STACK_BYTES).start();
    }

    private static void runAndExit(String[] arguments) {
        int code;
        try {
            code = commandLine(arguments).execute(arguments);
        } catch (Error e) {
            // Left to the JVM it would end the main thread, and a command that waits for Ctrl-C would never end.
            code = Problems.error(e, List.of(arguments));
        }
        Screen.OUT.flush();
        Screen.ERR.flush();
        StopSignal.exit(Screen.STANDARD_OUT.failed() ? unheard() : code);
    }

    /** Standard output failed: that nobody reads it any more is no error. */
    private static int unheard() {
        Optional<String> problem = Screen.STANDARD_OUT.problem();
        problem.ifPresent(sentence -> Screen.warn(Screen.red("✗") + " " + sentence));
        return problem.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        Subcommands.add(commandLine, arguments);
        commandLine.setOut(new PrintWriter(Screen.OUT, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(Screen.ERR, true, StandardCharsets.UTF_8));
        commandLine.setParameterExceptionHandler(Problems::wrongUse);
        commandLine.setExecutionExceptionHandler(Problems::report);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setUsageHelpWidth(100);
        return commandLine;
    }

    /** The version that the build wrote into the jar's manifest. */
    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Tapedeck " + (version == null ? "(not packaged)" : version)};
        }
    }
}
