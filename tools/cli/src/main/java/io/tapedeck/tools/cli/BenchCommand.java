package io.tapedeck.tools.cli;

import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
        name = "bench",
        description = "Measures parts of Tapedeck against peers, in turn.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchLogCommand.class,
            BenchReplayCommand.class,
            BenchPythonCommand.class,
            BenchBridgeCommand.class
        })
final class BenchCommand extends CommandGroup {}
