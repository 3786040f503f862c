package io.tapedeck.tools.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command begins and ends to read a stream. */
final class ReadingOptions {
    @Option(
            names = "--offset",
            paramLabel = "start|end|TIME",
            description = "where to begin in a stream of a server: start (the default), end, or a time")
    private Optional<String> offset = Optional.empty();

    @Option(
            names = "--follow",
            negatable = true,
            description = "at the stream's end wait for more; --no-follow ends there")
    private Optional<Boolean> follow = Optional.empty();

    @Mixin
    private MessageLimit limit = new MessageLimit();

    /** Sets the stream's options so, where the user did not set them otherwise. */
    void applyTo(StreamEndpoint stream) throws WrongUseException {
        if (offset.isPresent() && stream.isSet("start")) {
            throw new WrongUseException("--offset and --option start=… both say where to begin; give one");
        }
        stream.beginAt(offset.orElse("start"));
        follow.ifPresent(wanted -> stream.setDefault("follow", wanted));
    }

    /** How many messages to read at most. */
    long max() throws WrongUseException {
        return limit.max();
    }
}
