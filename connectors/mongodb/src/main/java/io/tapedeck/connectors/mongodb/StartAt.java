package io.tapedeck.connectors.mongodb;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.bson.BsonTimestamp;

/** Where a source begins that has no position. */
sealed interface StartAt {
    /** What {@code start} may be, for messages to people. */
    String FORMS = "\"earliest\", \"latest\" or an RFC 3339 time such as 2026-01-31T12:00:00Z";

    /** With the first change that the deployment still has. */
    enum Earliest implements StartAt {
        /** The only one. */
        INSTANCE
    }

    /** With what changes from now on. */
    enum Latest implements StartAt {
        /** The only one. */
        INSTANCE
    }

    /** With the first change at a time or later. */
    record At(BsonTimestamp time) implements StartAt {}

    /** Reads the option. */
    static Optional<StartAt> parse(String text) {
        return switch (text) {
            case "earliest" -> Optional.of(Earliest.INSTANCE);
            case "latest" -> Optional.of(Latest.INSTANCE);
            default -> time(text);
        };
    }

    private static Optional<StartAt> time(String text) {
        try {
            long seconds = OffsetDateTime.parse(text).toEpochSecond();
            return seconds >= 0 && seconds <= Integer.MAX_VALUE
                    ? Optional.of(new At(new BsonTimestamp((int) seconds, 0)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
