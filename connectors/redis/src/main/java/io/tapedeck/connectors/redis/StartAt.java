package io.tapedeck.connectors.redis;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Where a source begins that has no position. */
sealed interface StartAt {
    /** What {@code start} may be, for messages to people. */
    String FORMS = "\"earliest\", \"latest\", an RFC 3339 time such as 2026-01-31T12:00:00Z, or an entry's id such as "
            + "1700000000000-0";

    /** Behind an id; {@link EntryId#ZERO} for the first entry there is. */
    record Behind(EntryId id) implements StartAt {}

    /** At what comes from now on. */
    enum Latest implements StartAt {
        /** The only one. */
        INSTANCE
    }

    /** The id that a group is to begin behind. */
    default String ofGroup() {
        return switch (this) {
            case Behind(EntryId id) -> id.toString();
            case Latest _ -> "$";
        };
    }

    /** Reads the option: of a time or an id, the first entry there or later. */
    static Optional<StartAt> parse(String text) {
        return switch (text) {
            case "earliest" -> Optional.of(new Behind(EntryId.ZERO));
            case "latest" -> Optional.of(Latest.INSTANCE);
            default ->
                EntryId.parse(text).map(EntryId::previous).or(() -> time(text)).map(Behind::new);
        };
    }

    private static Optional<EntryId> time(String text) {
        try {
            return Optional.of(EntryId.before(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
