package io.tapedeck.tools.convert;

import java.util.Locale;

/** What a conversion may have to leave out. */
public enum Loss {
    /** A line or row of the source that cannot be read. */
    LINES("lines that cannot be read"),
    /** A whole message. */
    MESSAGES("messages"),
    /** A key. */
    KEYS("keys"),
    /** All headers of a message. */
    HEADERS("messages' headers"),
    /** What a time says below the millisecond. */
    FINE_TIMES("parts of times below a millisecond"),
    /** A field of a message for which there is no column. */
    FIELDS("fields without a column"),
    /** That a value is of another kind than the text or number that is written for it. */
    KINDS("kinds of values"),
    /** That a payload could not be read when it came. */
    MALFORMED("marks of payloads that could not be read"),
    /** A payload that the log does not have, for its source can be read again. */
    WITHHELD("payloads that the log withholds");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    /** What it is called for people, in the plural. */
    public String words() {
        return words;
    }

    /** What it is called in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
