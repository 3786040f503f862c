package io.tapedeck.connectors.pubsub;

import io.tapedeck.connectors.pubsub.StartAt.Snapshot;
import io.tapedeck.connectors.pubsub.StartAt.Standing;
import io.tapedeck.connectors.pubsub.StartAt.Time;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Where a new run begins. */
sealed interface StartAt permits Standing, Time, Snapshot {
    /** How the option {@code seek} is written; without it, it is where the subscription stands. */
    String FORMS = "a time like 2026-01-31T12:00:00Z, or \"snapshot:NAME\"";

    String SNAPSHOT = "snapshot:";

    /** Where the subscription stands. */
    enum Standing implements StartAt {
        /** The only one. */
        INSTANCE
    }

    /** The subscription is set to a time: what was published before it counts as acknowledged, what came later as not. */
    record Time(Instant instant) implements StartAt {}

    /** The subscription is set to where it stood when a snapshot was made. */
    record Snapshot(String name) implements StartAt {}

    /** Reads the option; empty where it is none of the forms. */
    static Optional<StartAt> parse(String text) {
        if (text.startsWith(SNAPSHOT)) {
            String name = text.substring(SNAPSHOT.length());
            return TopicUrl.isId(name) ? Optional.of(new Snapshot(name)) : Optional.empty();
        }
        try {
            return Optional.of(new Time(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
