package io.tapedeck.connectors.redis;

import io.tapedeck.log.Bytes;

/** The names of an entry's fields. */
final class FieldNames {
    /** The content, as SeaStreamer names it. */
    static final String CONTENT = "msg";

    /** The key. */
    static final String KEY = "key";

    /** Before a header's name. */
    static final String HEADER = "header.";

    /** The effect's id, where a sink writes at least once. */
    static final String EFFECT = "effect";

    /** {@link #KEY}. */
    static final Bytes KEY_BYTES = Bytes.utf8(KEY);

    private static final Bytes HEADER_BYTES = Bytes.utf8(HEADER);

    private FieldNames() {}

    /** Whether a field other than the content is ours. */
    static boolean isTaken(String name) {
        return name.equals(KEY) || name.equals(EFFECT) || name.startsWith(HEADER);
    }

    static boolean isHeader(Bytes field) {
        int length = HEADER_BYTES.length();
        return field.length() > length && field.slice(0, length).equals(HEADER_BYTES);
    }

    static String headerOf(Bytes field) {
        int length = HEADER_BYTES.length();
        return field.slice(length, field.length() - length).toUtf8();
    }
}
