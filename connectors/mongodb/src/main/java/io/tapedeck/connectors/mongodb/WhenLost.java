package io.tapedeck.connectors.mongodb;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What to do where the deployment no longer has the changes behind the last one that was read. */
enum WhenLost {
    /** Stop. */
    FAIL,
    /** Read the collection as it is, and what changes from then on. */
    SNAPSHOT,
    /** Go on with what changes from now on. */
    RESET;

    static WhenLost of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> words() {
        return Stream.of(values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
