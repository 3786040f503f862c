package io.tapedeck.connectors;

import io.tapedeck.log.BigIntegerValue;
import io.tapedeck.log.BooleanValue;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.BytesValue;
import io.tapedeck.log.DecimalValue;
import io.tapedeck.log.FloatValue;
import io.tapedeck.log.IntegerValue;
import io.tapedeck.log.ListValue;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.NullValue;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.TimeValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes values as compact JSON, by hand, because JSON libraries refuse what must not be lost: an unpaired
 * surrogate is written as its escape. Bytes become base64, times RFC 3339 strings, decimals and big integers
 * number literals, keys that are not strings their text.
 */
final class JsonWriter {
    private static final int ARRAY_KEPT_BYTES_MAX = 1 << 20;
    private static final int ARRAY_BYTES_MAX = Integer.MAX_VALUE - 8;
    private static final int UNIT_BYTES_MAX = 6;
    private static final String HEX = "0123456789abcdef";
    private static final String NAMED = "\"\\\b\f\n\r\t";
    private static final String NAMES = "\"\\bfnrt";

    private byte[] array = new byte[512];
    private int length;
    private int depth;

    /** The JSON of a value. */
    Bytes write(Value value) throws EncodingException {
        length = 0;
        depth = 0;
        if (!append(value)) {
            throw new EncodingException(JsonRefusal.of(value));
        }
        Bytes json = Bytes.wrap(Arrays.copyOf(array, length));
        if (array.length > ARRAY_KEPT_BYTES_MAX) {
            array = new byte[512];
        }
        return json;
    }

    /** Appends a value; false where JSON cannot hold it, and then {@link JsonRefusal} says why. */
    private boolean append(Value value) {
        switch (value) {
            case NullValue ignored -> appendAscii("null");
            case BooleanValue bool -> appendAscii(bool.toString());
            case IntegerValue integer -> appendAscii(Long.toString(integer.value()));
            case BigIntegerValue big -> appendAscii(big.toString());
            case DecimalValue decimal -> appendAscii(decimal.toString());
            case FloatValue number -> {
                if (!Double.isFinite(number.value())) {
                    return false;
                }
                appendAscii(ScalarText.of(number.value()));
            }
            case StringValue string -> appendString(string.value());
            case BytesValue bytes -> appendString(ScalarText.of(bytes));
            case TimeValue time -> appendString(ScalarText.of(time));
            case ListValue list -> {
                return appendList(list);
            }
            case MapValue map -> {
                return appendMap(map);
            }
        }
        return true;
    }

    private boolean appendList(ListValue list) {
        if (++depth > ValueEncoder.DEPTH_MAX) {
            return false;
        }
        char before = '[';
        for (Value item : list.items()) {
            appendByte(before);
            if (!append(item)) {
                return false;
            }
            before = ',';
        }
        close(before, '[', ']');
        return true;
    }

    private boolean appendMap(MapValue map) {
        if (++depth > ValueEncoder.DEPTH_MAX || JsonRefusal.hasKeyTwice(map)) {
            return false;
        }
        char before = '{';
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            appendByte(before);
            appendString(ScalarText.of(entry.getKey()));
            appendByte(':');
            if (!append(entry.getValue())) {
                return false;
            }
            before = ',';
        }
        close(before, '{', '}');
        return true;
    }

    private void close(char before, char opening, char closing) {
        if (before == opening) {
            appendByte(opening);
        }
        appendByte(closing);
        depth--;
    }

    private void appendString(String text) {
        int units = text.length();
        ensure(Math.addExact(units, 2));
        array[length++] = '"';
        for (int i = 0; i < units; i++) {
            char unit = text.charAt(i);
            ensure(UNIT_BYTES_MAX + 1);
            if (unit < 0x80) {
                appendAsciiUnit(unit);
            } else if (unit < 0x800) {
                array[length++] = (byte) (0xC0 | unit >> 6);
                array[length++] = (byte) (0x80 | unit & 0x3F);
            } else if (!Character.isSurrogate(unit)) {
                array[length++] = (byte) (0xE0 | unit >> 12);
                array[length++] = (byte) (0x80 | unit >> 6 & 0x3F);
                array[length++] = (byte) (0x80 | unit & 0x3F);
            } else if (Utf8.isPair(text, i)) {
                appendPair(Character.toCodePoint(unit, text.charAt(++i)));
            } else {
                appendEscape(unit);
            }
        }
        array[length++] = '"';
    }

    private void appendAsciiUnit(char unit) {
        if (unit >= ' ' && unit != '"' && unit != '\\') {
            array[length++] = (byte) unit;
            return;
        }
        int named = NAMED.indexOf(unit);
        if (named < 0) {
            appendEscape(unit);
        } else {
            array[length++] = '\\';
            array[length++] = (byte) NAMES.charAt(named);
        }
    }

    private void appendPair(int point) {
        array[length++] = (byte) (0xF0 | point >> 18);
        array[length++] = (byte) (0x80 | point >> 12 & 0x3F);
        array[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        array[length++] = (byte) (0x80 | point & 0x3F);
    }

    private void appendEscape(char unit) {
        array[length++] = '\\';
        array[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            array[length++] = (byte) HEX.charAt(unit >> shift & 0xF);
        }
    }

    private void appendByte(char ascii) {
        ensure(1);
        array[length++] = (byte) ascii;
    }

    private void appendAscii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            array[length++] = (byte) text.charAt(i);
        }
    }

    private void ensure(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(
                    array, Math.max(Math.clamp(array.length * 2L, 0, ARRAY_BYTES_MAX), Math.addExact(length, more)));
        }
    }
}
