package io.tapedeck.tools.cli;

import picocli.CommandLine.Command;

/** The commands on messages that a run passed over. */
@Command(
        name = "dlq",
        description = {
            "Lists, shows and sends again the messages that a run passed over.",
            "Those of steps with on_error \"skip\" or \"dead-letter\", and inputs that could not be read. They are in the"
                    + " run's log as they came, whatever became of the sink for dead letters: no server is needed to look."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example: ./tapedeck dlq ls latest --step validate",
            "         ./tapedeck dlq show latest --at '#52'",
            "         ./tapedeck dlq redrive latest --to kafka://localhost/orders"
        })
final class DlqCommand extends CommandGroup {}
