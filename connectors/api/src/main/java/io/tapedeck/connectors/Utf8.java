package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict UTF-8: what is not well-formed is an error, never U+FFFD. */
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /**
     * The text of UTF-8 bytes.
     *
     * @throws EncodingException where they are not UTF-8, with the first bad byte and its column, from 1
     */
    public static String decode(Bytes bytes) throws EncodingException {
        byte[] array = bytes.toByteArray();
        return decode(array, 0, array.length);
    }

    /** As {@link #decode(Bytes)}, of a part of an array. */
    public static String decode(byte[] array, int from, int length) throws EncodingException {
        String text = new String(array, from, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) { // it stands for itself, or for what is no UTF-8
            check(array, from, length);
        }
        return text;
    }

    /**
     * Looks whether bytes are UTF-8.
     *
     * @throws EncodingException where they are not, with the first bad byte and its column, from 1
     */
    public static void check(byte[] array, int from, int length) throws EncodingException {
        int ascii = 0;
        while (ascii < length && array[from + ascii] >= 0) {
            ascii++;
        }
        if (ascii == length) {
            return;
        }
        int bad = ascii + wellFormed(array, from + ascii, length - ascii);
        if (bad < length) {
            throw new EncodingException(
                    "not UTF-8: byte 0x%02X at column %d".formatted(array[from + bad] & 0xFF, bad + 1));
        }
    }

    /**
     * The bytes of a text.
     *
     * @throws EncodingException where the text has an unpaired surrogate, which UTF-8 cannot hold
     */
    public static Bytes encode(String text) throws EncodingException {
        check(text);
        return Bytes.utf8(text);
    }

    /**
     * Looks whether UTF-8 can hold a text.
     *
     * @throws EncodingException where the text has an unpaired surrogate
     */
    public static void check(String text) throws EncodingException {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!isPair(text, i)) {
                    throw new EncodingException("UTF-8 text cannot hold the unpaired surrogate U+%04X at column %d"
                            .formatted((int) unit, i + 1));
                }
                i++;
            }
        }
    }

    /** Whether a whole surrogate pair begins at {@code index}. */
    static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    /** How many bytes are well-formed before the first that is not. */
    private static int wellFormed(byte[] array, int from, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(array, from, length);
        CharBuffer discarded = CharBuffer.allocate(Math.min(length, 4096));
        while (true) {
            boolean full = decoder.decode(bytes, discarded.clear(), true).isOverflow();
            if (!full) {
                return bytes.position() - from;
            }
        }
    }
}
