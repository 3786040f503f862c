package io.tapedeck.tools.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command begins and ends to read a stream. */
final class ReadingOptions {
    @Option(
            names = "--offset",
            paramLabel = "start|end|TIME",
            description = "where to begin in a stream of a server: start (the default), end, or a time")
    private String offset = "start";

    @Option(
            names = "--follow",
            negatable = true,
            description = "at the stream's end wait for more; --no-follow ends there")
    private Optional<Boolean> follow = Optional.empty();

    @Option(names = "-n", paramLabel = "N", description = "end after so many messages")
    private long max = Long.MAX_VALUE;

    /** Sets the stream's options so, where the user did not set them otherwise. */
    void applyTo(StreamEndpoint stream) throws WrongUseException {
        if (max < 0) {
            throw new WrongUseException("-n is a number of messages, not " + max);
        }
        stream.beginAt(offset);
        follow.ifPresent(wanted -> stream.setDefault("follow", wanted));
    }

    /** How many messages to read at most. */
    long max() {
        return max;
    }
}
