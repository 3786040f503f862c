package io.tapedeck.connectors.chronicle;

import io.tapedeck.log.Bytes;
import java.util.Optional;

/**
 * An excerpt that is one text in Chronicle's binary wire format, as {@code ExcerptAppender.writeText} makes it:
 * one byte E0 … FF, whose lower 5 bits are the length, or B8 and the length as LEB128; then the text in UTF-8.
 */
final class WireText {
    private static final int SHORT_TEXT = 0xE0;
    private static final int LONG_TEXT = 0xB8;
    private static final int LENGTH_BYTES_MAX = 5;

    private WireText() {}

    /** The text's bytes; empty where the excerpt is anything else. */
    static Optional<Bytes> of(Bytes excerpt) {
        int code = excerpt.isEmpty() ? 0 : excerpt.get(0) & 0xFF;
        if (code >= SHORT_TEXT) {
            return textAt(excerpt, 1, code - SHORT_TEXT);
        }
        if (code != LONG_TEXT) {
            return Optional.empty();
        }
        long length = 0;
        for (int i = 0; i < LENGTH_BYTES_MAX && i + 1 < excerpt.length(); i++) {
            int next = excerpt.get(i + 1);
            length |= (long) (next & 0x7F) << 7 * i;
            if (next >= 0) {
                return textAt(excerpt, i + 2, length);
            }
        }
        return Optional.empty();
    }

    private static Optional<Bytes> textAt(Bytes excerpt, int offset, long length) {
        return offset + length == excerpt.length()
                ? Optional.of(excerpt.slice(offset, (int) length))
                : Optional.empty();
    }
}
