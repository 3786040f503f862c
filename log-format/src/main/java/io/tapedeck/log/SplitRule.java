package io.tapedeck.log;

/** How {@link LogSplitter} tells which messages go into one file. */
public sealed interface SplitRule {
    /** A file for each stream. */
    record ByStream() implements SplitRule {}

    /** A file for each shard of each stream. */
    record ByShard() implements SplitRule {}

    /** A file for each day of event time, in UTC. */
    record ByDay() implements SplitRule {}

    /** A file is full with the message that brings it to {@code bytes}. */
    record BySize(long bytes) implements SplitRule {}

    /** A file has at most {@code messages}. */
    record ByCount(long messages) implements SplitRule {}
}
