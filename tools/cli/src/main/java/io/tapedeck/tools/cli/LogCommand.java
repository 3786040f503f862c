package io.tapedeck.tools.cli;

import picocli.CommandLine.Command;

/** The commands on log files. */
@Command(
        name = "log",
        description = {
            "Looks at beacon logs, repairs and converts them: a segment, a stream file, or a folder of segments."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class LogCommand extends CommandGroup {}
