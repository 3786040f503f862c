package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.Times;
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

    /** The position that is given, if one is. */
    static Optional<RunPosition> parse(Optional<String> text) throws WrongUseException {
        return text.isPresent() ? Optional.of(parse(text.get())) : Optional.empty();
    }

    /** Whether a message is at a position or behind it. */
    static boolean isReached(RunPosition position, MessageRecord message) {
        return switch (position) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> message.ordinal() >= ordinal;
            case RunPosition.FeedTime(var time) ->
                !Times.instant(message.feedTimeNanos()).isBefore(time);
            case RunPosition.Sequence sequence -> compare(sequence, message) >= 0;
        };
    }

    /** Whether a message is behind a position. */
    static boolean isPassed(RunPosition position, MessageRecord message) {
        return switch (position) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> message.ordinal() > ordinal;
            case RunPosition.FeedTime(var time) ->
                Times.instant(message.feedTimeNanos()).isAfter(time);
            case RunPosition.Sequence sequence -> compare(sequence, message) > 0;
        };
    }

    /** Whether a message is at a position, so that no later one is before it. */
    static boolean isExactly(RunPosition position, MessageRecord message) {
        return switch (position) {
            case RunPosition.Ordinal(int ignored, long ordinal) -> message.ordinal() == ordinal;
            case RunPosition.FeedTime ignored -> false; // the next may have the same
            case RunPosition.Sequence sequence -> compare(sequence, message) == 0;
        };
    }

    /** Compares a message's sequence; that of another stream or shard is before. */
    private static int compare(RunPosition.Sequence position, MessageRecord message) {
        boolean same = message.message().stream().equals(position.stream())
                && message.message().shard() == position.shard();
        return same ? Long.compare(message.message().sequence(), position.sequence()) : -1;
    }
}
