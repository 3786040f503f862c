package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Finds messages in a log by its beacons, forwards and backwards. */
final class LogSeek {
    private final LogReader log;

    LogSeek(LogReader log) {
        this.log = log;
    }

    /** The first message at a position or behind it. */
    Optional<MessageRecord> first(RunPosition position) throws IOException {
        position.seekIn(log);
        return next();
    }

    /** The last message at a position or before it. */
    Optional<MessageRecord> last(RunPosition position) throws IOException {
        switch (position) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> log.seekOrdinal(ordinal + 1);
            case RunPosition.FeedTime(Instant time) -> log.seekFeedTime(Times.nanos(time) + 1);
            case RunPosition.Sequence(StreamKey stream, long shard, long sequence) -> {
                return lastOfStream(stream, shard, sequence);
            }
        }
        return previous();
    }

    /** The first message, in the log's order, whose event time is at least this; of one stream, if it is given. */
    Optional<MessageRecord> firstEvent(long nanos, Optional<StreamFilter> stream) throws IOException {
        seekEvent(nanos, stream);
        Optional<MessageRecord> found = next();
        while (found.isPresent() && !fits(found.get(), nanos, stream)) {
            found = next();
        }
        return found;
    }

    private void seekEvent(long nanos, Optional<StreamFilter> stream) throws IOException {
        if (stream.isPresent() && stream.get().shard().isPresent()) {
            log.seekEventTime(stream.get().stream(), stream.get().shard().getAsLong(), nanos);
        } else {
            log.seekEventTime(nanos);
        }
    }

    private static boolean fits(MessageRecord found, long nanos, Optional<StreamFilter> stream) {
        return found.message().timeNanos() >= nanos
                && (stream.isEmpty() || stream.get().matches(found.message()));
    }

    /** The last message before the first whose event time is greater than this; of one stream, if it is given. */
    Optional<MessageRecord> lastEvent(long nanos, Optional<StreamFilter> stream) throws IOException {
        Optional<MessageRecord> behind = firstEvent(nanos + 1, stream);
        if (stream.isPresent() && stream.get().shard().isPresent()) {
            long sequence = behind.map(found -> found.message().sequence()).orElse(Long.MAX_VALUE);
            return lastOfStream(stream.get().stream(), stream.get().shard().getAsLong(), sequence - 1);
        }
        Optional<MessageRecord> found = previous();
        while (found.isPresent()
                && stream.isPresent()
                && !stream.get().matches(found.get().message())) {
            found = previous();
        }
        return found;
    }

    /**
     * The last message of a shard whose sequence is at most this. It may be far before the place where a greater one
     * would be, so it is not looked for by going back: sequences are tried at growing distances, and then halved.
     */
    private Optional<MessageRecord> lastOfStream(StreamKey stream, long shard, long sequence) throws IOException {
        if (sequence < 0) {
            return Optional.empty();
        }
        long tooHigh = sequence; // from here on, nothing up to the sequence
        Optional<MessageRecord> found = upTo(stream, shard, sequence, sequence);
        for (long step = 1; found.isEmpty() && tooHigh > 0; step = Math.max(step, step * 2)) {
            tooHigh = Math.max(0, tooHigh - step);
            found = upTo(stream, shard, tooHigh, sequence);
        }
        if (found.isEmpty()) {
            return found;
        }
        long low = found.get().message().sequence();
        long high = sequence + 1;
        while (low + 1 < high) {
            long middle = low + (high - low) / 2;
            Optional<MessageRecord> nearer = upTo(stream, shard, middle, sequence);
            if (nearer.isPresent()) {
                low = nearer.get().message().sequence();
            } else {
                high = middle;
            }
        }
        return upTo(stream, shard, low, sequence);
    }

    /** The first message of a shard from one sequence on, unless its sequence is greater than another. */
    private Optional<MessageRecord> upTo(StreamKey stream, long shard, long from, long to) throws IOException {
        log.seekSequence(stream, shard, from);
        return next().filter(found -> found.message().sequence() <= to);
    }

    private Optional<MessageRecord> next() throws IOException {
        while (log.next()) {
            if (log.record() instanceof MessageRecord message) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private Optional<MessageRecord> previous() throws IOException {
        while (log.previous()) {
            if (log.record() instanceof MessageRecord message) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
