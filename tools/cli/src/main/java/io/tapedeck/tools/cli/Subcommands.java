package io.tapedeck.tools.cli;

import java.util.List;
import picocli.CommandLine;

/**
 * The commands by their names. Only those that the arguments can mean are made: reading the annotations of all of
 * them takes longer than what many of them do.
 */
final class Subcommands {
    private static final List<String> NAMES = List.of(
            "demo",
            "init",
            "convert",
            "check",
            "run",
            "runs",
            "replay",
            "verify",
            "inspect",
            "step",
            "diff",
            "bisect",
            "shrink",
            "rewind",
            "dlq",
            "export-test",
            "log",
            "relay",
            "clock",
            "tap",
            "flux",
            "streams",
            "schemas",
            "bench",
            "help");
    private static final List<String> LOG_NAMES =
            List.of("info", "cat", "seek", "verify", "repair", "merge", "split", "export", "import", "compact");
    private static final List<String> RUNS_NAMES = List.of("pack");
    private static final List<String> DLQ_NAMES = List.of("ls", "show", "redrive");
    private static final List<String> SCHEMAS_NAMES = List.of("ls", "show", "add", "rm");
    private static final List<String> STREAMS_NAMES = List.of("ls", "describe", "create", "rm");

    private Subcommands() {}

    /** Adds to the root what the arguments name; everything where they name no command. */
    static void add(CommandLine root, String... arguments) {
        for (String name : meant(NAMES, arguments, 0)) {
            CommandLine command = new CommandLine(make(name));
            root.addSubcommand(name, command);
            if (name.equals("log")) {
                meant(LOG_NAMES, arguments, 1).forEach(of -> command.addSubcommand(of, makeLog(of)));
            }
            if (name.equals("runs")) {
                meant(RUNS_NAMES, arguments, 1).forEach(of -> command.addSubcommand(of, new RunsPackCommand()));
            }
            if (name.equals("dlq")) {
                meant(DLQ_NAMES, arguments, 1).forEach(of -> command.addSubcommand(of, makeDlq(of)));
            }
            if (name.equals("schemas")) {
                meant(SCHEMAS_NAMES, arguments, 1).forEach(of -> command.addSubcommand(of, makeSchemas(of)));
            }
            if (name.equals("streams")) {
                meant(STREAMS_NAMES, arguments, 1).forEach(of -> command.addSubcommand(of, makeStreams(of)));
            }
        }
    }

    private static List<String> meant(List<String> names, String[] arguments, int index) {
        boolean isOne = index < arguments.length && names.contains(arguments[index]) && !arguments[0].equals("help");
        return isOne ? List.of(arguments[index]) : names;
    }

    private static Object make(String name) {
        return switch (name) {
            case "demo" -> new DemoCommand();
            case "init" -> new InitCommand();
            case "convert" -> new ConvertCommand();
            case "check" -> new CheckCommand();
            case "run" -> new RunCommand();
            case "runs" -> new RunsCommand();
            case "replay" -> new ReplayCommand();
            case "verify" -> new VerifyCommand();
            case "inspect" -> new InspectCommand();
            case "step" -> new StepCommand();
            case "diff" -> new DiffCommand();
            case "bisect" -> new BisectCommand();
            case "shrink" -> new ShrinkCommand();
            case "rewind" -> new RewindCommand();
            case "dlq" -> new DlqCommand();
            case "export-test" -> new ExportTestCommand();
            case "log" -> new LogCommand();
            case "relay" -> new RelayCommand();
            case "clock" -> new ClockCommand();
            case "tap" -> new TapCommand();
            case "flux" -> new FluxCommand();
            case "streams" -> new StreamsCommand();
            case "schemas" -> new SchemasCommand();
            case "bench" -> new BenchCommand();
            case "help" -> new CommandLine.HelpCommand();
            default -> throw new AssertionError("no command " + name);
        };
    }

    private static Object makeDlq(String name) {
        return switch (name) {
            case "ls" -> new DlqLsCommand();
            case "show" -> new DlqShowCommand();
            case "redrive" -> new DlqRedriveCommand();
            default -> throw new AssertionError("no command dlq " + name);
        };
    }

    private static Object makeStreams(String name) {
        return switch (name) {
            case "ls" -> new StreamsLsCommand();
            case "describe" -> new StreamsDescribeCommand();
            case "create" -> new StreamsCreateCommand();
            case "rm" -> new StreamsRmCommand();
            default -> throw new AssertionError("no command streams " + name);
        };
    }

    private static Object makeSchemas(String name) {
        return switch (name) {
            case "ls" -> new SchemasLsCommand();
            case "show" -> new SchemasShowCommand();
            case "add" -> new SchemasAddCommand();
            case "rm" -> new SchemasRmCommand();
            default -> throw new AssertionError("no command schemas " + name);
        };
    }

    private static Object makeLog(String name) {
        return switch (name) {
            case "info" -> new LogInfoCommand();
            case "cat" -> new LogCatCommand();
            case "seek" -> new LogSeekCommand();
            case "verify" -> new LogVerifyCommand();
            case "repair" -> new LogRepairCommand();
            case "merge" -> new LogMergeCommand();
            case "split" -> new LogSplitCommand();
            case "export" -> new LogExportCommand();
            case "import" -> new LogImportCommand();
            case "compact" -> new LogCompactCommand();
            default -> throw new AssertionError("no command log " + name);
        };
    }
}
