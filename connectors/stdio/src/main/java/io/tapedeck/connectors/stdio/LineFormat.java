package io.tapedeck.connectors.stdio;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a line is, by the word of the option {@code format}. */
enum LineFormat {
    /** A content. */
    TEXT,
    /** A JSON value. */
    NDJSON,
    /** A content behind SeaStreamer's head ({@link HeadedLine}). */
    SEASTREAMER;

    /** The words, as a sentence has them. */
    static final String WORDS = "\"text\", \"ndjson\" or \"seastreamer\"";

    /** The format that the option calls so. */
    static Optional<LineFormat> ofWord(String word) {
        return Stream.of(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
