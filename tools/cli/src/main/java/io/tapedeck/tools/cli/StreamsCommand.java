package io.tapedeck.tools.cli;

import picocli.CommandLine.Command;

/** The commands on the streams of a system. */
@Command(
        name = "streams",
        description = {
            "Lists, describes, makes and removes streams.",
            "Those of Kafka brokers, Redis servers and MongoDB deployments; lists and describes those of stream"
                    + " files; lists, describes and removes Chronicle queues."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example: ./tapedeck streams ls kafka://localhost/",
            "         ./tapedeck streams create kafka://localhost/orders --shards 4 --option retention=7d"
        })
final class StreamsCommand extends CommandGroup {}
