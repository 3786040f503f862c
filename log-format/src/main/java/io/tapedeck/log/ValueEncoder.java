package io.tapedeck.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes values in their canonical encoding ({@code spec/values.md}) into a growing array: one tag byte,
 * then the content. Equal values of one kind have equal bytes, on every machine and in every language.
 *
 * <pre>
 *   tag  kind         content
 *   00   null         –
 *   01   false        –
 *   02   true         –
 *   03   integer      zigzag varint
 *   04   big integer  varint length, two's complement, big-endian, shortest
 *   05   float        8 bytes, little-endian IEEE 754; any NaN is 7FF8000000000000
 *   06   decimal      zigzag varint scale, then as big integer
 *   07   string       varint length, UTF-8; an unpaired surrogate as its three-byte form
 *   08   bytes        varint length, bytes
 *   09   time         zigzag varint seconds since 1970, varint nanoseconds (0 … 999,999,999)
 *   0A   list         varint count, values
 *   0B   map          varint count, keys and values in turn, in insertion order
 * </pre>
 *
 * An encoder can be used again after {@link #clear()}. Not for several threads.
 */
public final class ValueEncoder {
    static final int NULL = 0x00;
    static final int FALSE = 0x01;
    static final int TRUE = 0x02;
    static final int INTEGER = 0x03;
    static final int BIG_INTEGER = 0x04;
    static final int FLOAT = 0x05;
    static final int DECIMAL = 0x06;
    static final int STRING = 0x07;
    static final int BYTES = 0x08;
    static final int TIME = 0x09;
    static final int LIST = 0x0A;
    static final int MAP = 0x0B;

    /** Lists and maps may be nested this deep, so that no reader runs out of stack. */
    public static final int DEPTH_MAX = 500;

    static final long CANONICAL_NAN_BITS = 0x7FF8_0000_0000_0000L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** From this length on the JDK's own loops over bytes, with what they make on the way, are faster than ours. */
    private static final int LONG_TEXT = 48;

    private byte[] array;
    private int length;
    private int depth;

    /** An encoder with a small array that grows as needed. */
    public ValueEncoder() {
        this(256);
    }

    /** An encoder whose array begins with {@code capacity} bytes. */
    public ValueEncoder(int capacity) {
        array = new byte[Math.max(16, capacity)];
    }

    /** The canonical encoding of one value. */
    public static Bytes encode(Value value) {
        ValueEncoder encoder = new ValueEncoder();
        encoder.write(value);
        return encoder.toBytes();
    }

    /**
     * Whether two values have the same encoding. Unlike {@link Object#equals}, the order of a map's entries counts. It
     * costs nothing for one and the same object, and little for values that differ in size or near their start.
     */
    @SuppressWarnings("ReferenceEquality") // values do not change, and what a step hands on is often the same object
    public static boolean areAlike(Value one, Value other) {
        if (one == other) {
            return true;
        }
        return switch (one) {
            case ListValue list -> other instanceof ListValue that && areAlike(list.items(), that.items());
            case MapValue map -> other instanceof MapValue that && map.isAlike(that);
            default -> one.equals(other);
        };
    }

    private static boolean areAlike(List<Value> ones, List<Value> others) {
        boolean alike = ones.size() == others.size();
        for (int i = 0; alike && i < ones.size(); i++) {
            alike = areAlike(ones.get(i), others.get(i));
        }
        return alike;
    }

    /** Forgets what was written; the array is used again. */
    public void clear() {
        length = 0;
        depth = 0;
    }

    /** Forgets what was written from {@code offset} on. */
    public void truncate(int offset) {
        length = java.util.Objects.checkIndex(offset, length + 1);
    }

    /** The number of bytes written since {@link #clear()}. */
    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public Bytes toBytes() {
        return Bytes.wrap(Arrays.copyOf(array, length));
    }

    /** A copy of what was written from {@code offset} on. */
    public Bytes toBytesFrom(int offset) {
        return Bytes.wrap(Arrays.copyOfRange(array, offset, length));
    }

    /** What was written, without a copy: valid until the next change of this encoder. */
    public Bytes view() {
        return Bytes.wrap(array, 0, length);
    }

    /** The hash of what was written from {@code offset} on. */
    public long hashFrom(int offset, long seed) {
        return XxHash64.hash(array, offset, length - offset, seed);
    }

    /**
     * Appends a value.
     *
     * @throws IllegalArgumentException where lists and maps are nested deeper than {@link #DEPTH_MAX}
     */
    public void write(Value value) {
        switch (value) {
            case NullValue ignored -> writeByte(NULL);
            case BooleanValue bool -> writeByte(bool == BooleanValue.TRUE ? TRUE : FALSE);
            case IntegerValue integer -> {
                writeByte(INTEGER);
                writeZigzag(integer.value());
            }
            case BigIntegerValue big -> {
                writeByte(BIG_INTEGER);
                writeBigInteger(big.value());
            }
            case FloatValue number -> {
                writeByte(FLOAT);
                double d = number.value();
                writeLong(Double.isNaN(d) ? CANONICAL_NAN_BITS : Double.doubleToRawLongBits(d));
            }
            case DecimalValue decimal -> writeDecimal(decimal.value());
            case StringValue string -> {
                writeByte(STRING);
                writeString(string.value());
            }
            case BytesValue bytes -> {
                writeByte(BYTES);
                writeBytes(bytes.value());
            }
            case TimeValue time -> writeTime(time.value());
            case ListValue list -> writeList(list.items());
            case MapValue map -> writeMap(map);
        }
    }

    /** Appends the canonical form of an output without building its list. */
    public void write(Output output) {
        writeByte(LIST);
        writeVarint(3);
        write(output.value());
        writeKeyAndHeaders(output);
    }

    /** Appends an output whose value stands elsewhere: the list of key and headers. */
    public void writeWithoutValue(Output output) {
        writeByte(LIST);
        writeVarint(2);
        writeKeyAndHeaders(output);
    }

    private void writeKeyAndHeaders(Output output) {
        write(output.key());
        writeByte(LIST);
        writeVarint(output.headers().size());
        for (Header header : output.headers()) {
            writeByte(LIST);
            writeVarint(2);
            writeByte(STRING);
            writeString(header.name());
            write(header.value());
        }
    }

    private void writeDecimal(BigDecimal decimal) {
        writeByte(DECIMAL);
        writeZigzag(decimal.scale());
        writeBigInteger(decimal.unscaledValue());
    }

    private void writeTime(Instant time) {
        writeByte(TIME);
        writeZigzag(time.getEpochSecond());
        writeVarint(time.getNano());
    }

    private void writeList(List<Value> items) {
        writeByte(LIST);
        writeVarint(items.size());
        descend();
        for (Value item : items) {
            write(item);
        }
        depth--;
    }

    private void writeMap(MapValue map) {
        writeByte(MAP);
        writeVarint(map.size());
        descend();
        for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
            write(entry.getKey());
            write(entry.getValue());
        }
        depth--;
    }

    private void descend() {
        if (++depth > DEPTH_MAX) {
            depth = 0;
            throw new IllegalArgumentException("a value is nested deeper than " + DEPTH_MAX);
        }
    }

    private void writeBigInteger(BigInteger value) {
        byte[] bytes = value.toByteArray();
        writeVarint(bytes.length);
        ensure(bytes.length);
        System.arraycopy(bytes, 0, array, length, bytes.length);
        length += bytes.length;
    }

    /** Appends a varint length and the bytes. */
    public void writeBytes(Bytes bytes) {
        writeVarint(bytes.length());
        ensure(bytes.length());
        bytes.copyTo(array, length);
        length += bytes.length();
    }

    /** Appends a varint length and the text in UTF-8. */
    public void writeString(String text) {
        int units = text.length();
        if (units >= LONG_TEXT) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            // Java makes a question mark of an unpaired surrogate.
            if (new String(utf8, StandardCharsets.UTF_8).equals(text)) {
                writeBytes(Bytes.wrap(utf8));
                return;
            }
        }
        ensure(Math.addExact(Math.multiplyExact(units, 3), 5));
        int start = length;
        int lengthBytes = varintLength(units);
        int at = start + lengthBytes;
        int ascii = copyAscii(text, at);
        at += ascii;
        for (int i = ascii; i < units; i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                array[at++] = (byte) unit;
            } else if (unit < 0x800) {
                array[at++] = (byte) (0xC0 | unit >> 6);
                array[at++] = (byte) (0x80 | unit & 0x3F);
            } else if (Character.isHighSurrogate(unit)
                    && i + 1 < units
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(unit, text.charAt(++i));
                array[at++] = (byte) (0xF0 | point >> 18);
                array[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                array[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                array[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                array[at++] = (byte) (0xE0 | unit >> 12);
                array[at++] = (byte) (0x80 | unit >> 6 & 0x3F);
                array[at++] = (byte) (0x80 | unit & 0x3F);
            }
        }
        int encoded = at - start - lengthBytes;
        int lengthBytesNeeded = varintLength(encoded);
        if (lengthBytesNeeded != lengthBytes) {
            System.arraycopy(array, start + lengthBytes, array, start + lengthBytesNeeded, encoded);
        }
        writeVarint(encoded);
        length += encoded;
    }

    /** Copies the part of a text that is ASCII, which most texts are as a whole; returns its length. */
    private int copyAscii(String text, int at) {
        int units = text.length();
        int i = 0;
        while (i < units) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                break;
            }
            array[at + i++] = (byte) unit;
        }
        return i;
    }

    /** Appends an unsigned LEB128 number. */
    public void writeVarint(long value) {
        ensure(10);
        if ((value & ~0x7FL) == 0) {
            array[length++] = (byte) value;
            return;
        }
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        array[length++] = (byte) rest;
    }

    /** Appends a signed number, zigzag and LEB128. */
    public void writeZigzag(long value) {
        writeVarint(value << 1 ^ value >> 63);
    }

    /** Appends 8 bytes, little-endian. */
    public void writeLong(long value) {
        ensure(8);
        LONG.set(array, length, value);
        length += 8;
    }

    /** Appends one byte. */
    public void writeByte(int value) {
        ensure(1);
        array[length++] = (byte) value;
    }

    private static int varintLength(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    private void ensure(int more) {
        if (array.length - length < more) {
            long doubled = Math.min(array.length * 2L, Integer.MAX_VALUE - 16);
            array = Arrays.copyOf(array, Math.max((int) doubled, Math.addExact(length, more)));
        }
    }
}
