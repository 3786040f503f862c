package io.tapedeck.controller;

import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * The run that another one was made of.
 *
 * @param kind how
 * @param run its identity
 * @param id its short id
 * @param ordinal the last input that both have, of the first task; 0 where there is none
 * @param made when the other one was made of it
 * @param lineage what the effects of the other one are bound to: where it is the same as of this one, what was
 *     delivered is not delivered again
 */
public record RunParent(Kind kind, UUID run, String id, long ordinal, Instant made, UUID lineage) {
    /** How a run is made of another one. */
    public enum Kind {
        /** Some of its inputs were fed again, and nothing was sent anywhere. */
        SHRUNK,
        /** It was taken back to an earlier place, and goes on from there. */
        REWOUND,
        /** Its inputs were fed again with pseudonyms in the place of values. */
        REDACTED;

        /** The word for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    MapValue toValue() {
        return MapValue.builder()
                .put("kind", Value.of(kind.word()))
                .put("run", Value.of(run.toString()))
                .put("id", Value.of(id))
                .put("ordinal", Value.of(ordinal))
                .put("made", Value.of(made))
                .put("lineage", Value.of(lineage.toString()))
                .build();
    }

    static RunParent ofValue(Value value) {
        return new RunParent(
                Kind.valueOf(value.get("kind").asString().toUpperCase(Locale.ROOT)),
                UUID.fromString(value.get("run").asString()),
                value.get("id").asString(),
                value.get("ordinal").asLong(),
                value.get("made").asTime(),
                UUID.fromString(value.get("lineage").asString()));
    }
}
