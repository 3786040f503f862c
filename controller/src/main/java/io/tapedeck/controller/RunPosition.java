package io.tapedeck.controller;

import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a run, as people write it. */
public sealed interface RunPosition {
    /**
     * The input of an ordinal: {@code #123}, or {@code 2/#123} in the second task.
     *
     * @param task the task's number, from 1; 0 where it is not said
     */
    record Ordinal(int task, long ordinal) implements RunPosition {
        @Override
        public String toString() {
            return (task == 0 ? "#" : task + "/#") + ordinal;
        }
    }

    /** The first input fed at a time or later: an RFC 3339 time. */
    record FeedTime(Instant time) implements RunPosition {
        static FeedTime ofNanos(long nanos) {
            return new FeedTime(Times.instant(nanos));
        }

        long nanos() {
            return Forms.nanos(time);
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /** A message of a stream: {@code stream/shard@sequence}. */
    record Sequence(StreamKey stream, long shard, long sequence) implements RunPosition {
        @Override
        public String toString() {
            return stream + "/" + shard + "@" + sequence;
        }
    }

    /** Whether {@code recorded} is at this place, given that none before it was. */
    default boolean isReachedBy(FedInput input) {
        return switch (this) {
            case Ordinal(int ignored, long ordinal) -> input.ordinal() >= ordinal;
            case FeedTime(Instant time) -> !Times.instant(input.feedTimeNanos()).isBefore(time);
            case Sequence(StreamKey stream, long shard, long sequence) ->
                input.message().stream().equals(stream)
                        && input.message().shard() == shard
                        && input.message().sequence() >= sequence;
        };
    }

    /** Brings a log to the first input that may be at this place. */
    default void seekIn(LogReader log) throws IOException {
        switch (this) {
            case Ordinal(int ignored, long ordinal) -> log.seekOrdinal(ordinal);
            case Sequence(StreamKey stream, long shard, long sequence) -> log.seekSequence(stream, shard, sequence);
            case FeedTime(Instant time) -> log.seekFeedTime(Forms.nanos(time));
        }
    }

    /**
     * The task that has this place. Where several have an input there, the one whose was fed first.
     *
     * @param tasks the tasks of a run
     * @throws IllegalArgumentException where an ordinal does not say whose it is; the message is a sentence
     * @throws NotInExcerptException where the run is a part of one, and this is before it
     */
    default Optional<RunFolder> taskOf(List<RunFolder> tasks) throws IOException {
        if (this instanceof Ordinal(int task, long ordinal)) {
            if (task == 0 && tasks.size() > 1) {
                throw new IllegalArgumentException("the run has several tasks, each with an input #" + ordinal
                        + " of its own: say which, as in '1/#" + ordinal + "'");
            }
            for (RunFolder each : tasks) {
                if (task == 0 || each.start().task() + 1 == task) {
                    each.checkHas(this);
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
        for (RunFolder each : tasks) {
            each.checkHas(this);
        }
        Optional<RunFolder> first = tasks.size() == 1 ? Optional.of(tasks.getFirst()) : Optional.empty();
        long firstNanos = Long.MAX_VALUE;
        for (RunFolder each : tasks.size() == 1 ? List.<RunFolder>of() : tasks) {
            Optional<MessageRecord> found = firstIn(each);
            if (found.isPresent() && found.get().feedTimeNanos() < firstNanos) {
                first = Optional.of(each);
                firstNanos = found.get().feedTimeNanos();
            }
        }
        return first;
    }

    /** The first input of a task at this place or behind it. */
    default Optional<MessageRecord> firstIn(RunFolder task) throws IOException {
        try (LogReader log = LogReader.open(task.log())) {
            seekIn(log);
            while (log.next()) {
                if (log.record() instanceof MessageRecord record && isReachedBy(FedInput.of(record))) {
                    return Optional.of(record);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Reads a position.
     *
     * @throws IllegalArgumentException where it is none; the message is a sentence that shows the forms
     */
    static RunPosition parse(String text) {
        Matcher ordinal = Forms.ORDINAL.matcher(text);
        if (ordinal.matches()) {
            return new Ordinal(
                    ordinal.group(1) == null ? 0 : Integer.parseInt(ordinal.group(1)),
                    Long.parseLong(ordinal.group(2)));
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
                    "\"" + text
                            + "\" is not a position; it would be like '#123', '2/#123' (in task 2), 2026-11-20T03:12:09Z or orders/0@123",
                    e);
        }
    }

    /** The grammar, and how places are looked up. */
    final class Forms {
        private static final Pattern ORDINAL = Pattern.compile("(?:([1-9]\\d{0,5})/)?#?(\\d{1,18})");
        private static final Pattern SEQUENCE = Pattern.compile("([a-zA-Z0-9._-]{1,249})/(\\d{1,18})@(\\d{1,18})");

        private Forms() {}

        /** A time in nanoseconds since 1970, or the first or last there is. */
        private static long nanos(Instant time) {
            try {
                return Times.nanos(time);
            } catch (ArithmeticException e) {
                return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
            }
        }
    }
}
