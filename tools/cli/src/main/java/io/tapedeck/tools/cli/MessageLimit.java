package io.tapedeck.tools.cli;

import picocli.CommandLine.Option;

/** How many messages a command takes. */
final class MessageLimit {
    @Option(names = "-n", paramLabel = "N", description = "end after so many messages")
    private long max = Long.MAX_VALUE;

    /** How many at most. */
    long max() throws WrongUseException {
        if (max < 0) {
            throw new WrongUseException("-n is a number of messages, not " + max);
        }
        return max;
    }
}
