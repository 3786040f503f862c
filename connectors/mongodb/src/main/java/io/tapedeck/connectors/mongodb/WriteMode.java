package io.tapedeck.connectors.mongodb;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is done with an output. */
enum WriteMode {
    /** It is a document, which takes the place of the one with its {@code _id}. */
    UPSERT,
    /** It is a document, and none with its {@code _id} may be there. */
    INSERT,
    /** It is a change as the source gives it, which is done to the collection. */
    CHANGE;

    static WriteMode of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static List<String> words() {
        return Stream.of(values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
