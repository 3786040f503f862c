package io.tapedeck.connectors.kafka;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Where a new run begins in each partition. */
sealed interface StartAt {
    /** The one that Kafka keeps first, or behind the last. */
    enum Edge implements StartAt {
        EARLIEST,
        LATEST
    }

    /** The first record at this time or later. */
    record Time(Instant time) implements StartAt {}

    /** The first record with this offset or a higher one. */
    record Offset(long offset) implements StartAt {}

    /** The forms that the option takes, for messages. */
    String FORMS = "\"earliest\", \"latest\", a time such as \"2026-01-31T12:00:00Z\" or an offset such as \"1200\"";

    /** Reads the option; empty where it has none of the forms. */
    static Optional<StartAt> parse(String text) {
        return switch (text) {
            case "earliest" -> Optional.of(Edge.EARLIEST);
            case "latest" -> Optional.of(Edge.LATEST);
            default -> text.matches("[0-9]{1,18}") ? Optional.of(new Offset(Long.parseLong(text))) : parseTime(text);
        };
    }

    private static Optional<StartAt> parseTime(String text) {
        try {
            return Optional.of(new Time(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
