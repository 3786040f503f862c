package io.tapedeck.controller;

import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a run, as people write it. */
public sealed interface RunPosition {
    /** The input of an ordinal: {@code #123}. */
    record Ordinal(long ordinal) implements RunPosition {}

    /** The first input fed at a time or later: an RFC 3339 time. */
    record FeedTime(Instant time) implements RunPosition {}

    /** A message of a stream: {@code stream/shard@sequence}. */
    record Sequence(StreamKey stream, long shard, long sequence) implements RunPosition {}

    /** Whether {@code recorded} is at this place, given that none before it was. */
    default boolean isReachedBy(FedInput input) {
        return switch (this) {
            case Ordinal(long ordinal) -> input.ordinal() >= ordinal;
            case FeedTime(Instant time) -> !Times.instant(input.feedTimeNanos()).isBefore(time);
            case Sequence(StreamKey stream, long shard, long sequence) ->
                input.message().stream().equals(stream)
                        && input.message().shard() == shard
                        && input.message().sequence() >= sequence;
        };
    }

    /**
     * Reads a position.
     *
     * @throws IllegalArgumentException where it is none; the message is a sentence that shows the forms
     */
    static RunPosition parse(String text) {
        Matcher ordinal = Forms.ORDINAL.matcher(text);
        if (ordinal.matches()) {
            return new Ordinal(Long.parseLong(ordinal.group(1)));
        }
        Matcher sequence = Forms.SEQUENCE.matcher(text);
        if (sequence.matches()) {
            return new Sequence(
                    new StreamKey(sequence.group(1)),
                    Long.parseLong(sequence.group(2)),
                    Long.parseLong(sequence.group(3)));
        }
        try {
            return new FeedTime(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a position; it would be like '#123', 2026-11-20T03:12:09Z or orders/0@123",
                    e);
        }
    }

    /** The grammar. */
    final class Forms {
        private static final Pattern ORDINAL = Pattern.compile("(?:1/)?#?(\\d{1,18})");
        private static final Pattern SEQUENCE = Pattern.compile("([a-zA-Z0-9._-]{1,249})/(\\d{1,18})@(\\d{1,18})");

        private Forms() {}
    }
}
