package io.tapedeck.connectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.tapedeck.log.ValueEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one sentence, with the column, why bytes are not JSON. Columns count bytes, from 1. */
final class JsonMistake {
    private JsonMistake() {}

    /** What the parser found. */
    static EncodingException of(JsonProcessingException e, byte[] array, int length) {
        if (e instanceof StreamConstraintsException) {
            return new EncodingException("JSON nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
        if (e instanceof JsonEOFException) {
            return new EncodingException("not JSON: it ends in the middle, at column " + (length + 1));
        }
        String words = firstWords(e.getOriginalMessage());
        int at = e.getLocation() == null ? length : Math.clamp(e.getLocation().getByteOffset(), 0, length);
        if (words.startsWith("illegal") && !isControl(array, at, length)) {
            at--;
        }
        if (words.isEmpty() || words.startsWith("unexpected") || isControl(array, at, length)) {
            return unexpected(array, at, length);
        }
        return new EncodingException("not JSON: " + words + " at column " + (startOfQuoted(words, array, at) + 1));
    }

    /** A token that should not be there: what follows the value. */
    static EncodingException atToken(JsonParser parser, byte[] array, int length) {
        return unexpected(array, (int) parser.currentTokenLocation().getByteOffset(), length);
    }

    private static EncodingException unexpected(byte[] array, int at, int length) {
        return new EncodingException("not JSON: unexpected " + shown(array, at, length) + " at column " + (at + 1));
    }

    private static boolean isControl(byte[] array, int at, int length) {
        return at < length && array[at] >= 0 && array[at] < ' ';
    }

    /** The parser stands somewhere behind a word that it quotes: where that begins. */
    private static int startOfQuoted(String words, byte[] array, int at) {
        int quote = words.indexOf('\'');
        if (quote < 0 || !words.endsWith("'")) {
            return at;
        }
        byte[] quoted = words.substring(quote + 1, words.length() - 1).getBytes(StandardCharsets.UTF_8);
        for (int start = at; start >= 0; start--) {
            int end = Math.min(start + quoted.length, array.length);
            if (Arrays.equals(array, start, end, quoted, 0, quoted.length)) {
                return start;
            }
        }
        return at;
    }

    private static String shown(byte[] array, int at, int length) {
        if (at >= length) {
            return "end";
        }
        int end = at + 1;
        while (end < length && (array[end] & 0xC0) == 0x80) {
            end++;
        }
        String character = new String(array, at, end - at, StandardCharsets.UTF_8);
        int point = character.codePointAt(0);
        return Character.isISOControl(point) ? "control character U+%04X".formatted(point) : "'" + character + "'";
    }

    /** The parser's text up to its first colon, bracket or full stop, beginning small. */
    private static String firstWords(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String words = text.split("[:(.\n]", 2)[0].strip();
        return words.isEmpty() ? "" : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
