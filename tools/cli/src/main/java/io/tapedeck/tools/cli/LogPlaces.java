package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.Times;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import java.io.IOException;
import java.util.Optional;

/** Positions in logs. */
final class LogPlaces {
    private LogPlaces() {}

    static RunPosition parse(String text) throws WrongUseException {
        try {
            return RunPosition.parse(text);
        } catch (IllegalArgumentException e) {
            throw new WrongUseException(String.valueOf(e.getMessage()));
        }
    }

    /** Goes to the first message at a position or behind it. */
    static Optional<MessageRecord> seek(LogReader log, RunPosition position) throws IOException {
        switch (position) {
            case RunPosition.Ordinal(long ordinal) -> log.seekOrdinal(ordinal);
            case RunPosition.FeedTime(var time) -> log.seekFeedTime(Times.nanos(time));
            case RunPosition.Sequence(var stream, long shard, long sequence) ->
                log.seekSequence(stream, shard, sequence);
        }
        while (log.next()) {
            if (log.record() instanceof MessageRecord message) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** Whether a message is at a position or behind it. */
    static boolean isReached(RunPosition position, MessageRecord message) {
        return switch (position) {
            case RunPosition.Ordinal(long ordinal) -> message.ordinal() >= ordinal;
            case RunPosition.FeedTime(var time) ->
                !Times.instant(message.feedTimeNanos()).isBefore(time);
            case RunPosition.Sequence(var stream, long shard, long sequence) ->
                message.message().stream().equals(stream)
                        && message.message().shard() == shard
                        && message.message().sequence() >= sequence;
        };
    }
}
