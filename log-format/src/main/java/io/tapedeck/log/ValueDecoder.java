package io.tapedeck.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values from their canonical encoding; {@link ValueEncoder} draws it. Whatever bytes it is given, it
 * either returns a value or throws {@link ValueFormatException}.
 */
public final class ValueDecoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final char REPLACEMENT = '\uFFFD';

    /** Lists grow as their items are read: nested ones that claim much cannot exhaust the memory. */
    private static final int CAPACITY_MAX = 64;

    private final byte[] array;
    private final int start;
    private final int end;
    private int at;
    private int depth;

    /** A decoder at the start of {@code bytes}. */
    public ValueDecoder(Bytes bytes) {
        array = bytes.array();
        start = bytes.offset();
        at = start;
        end = at + bytes.length();
    }

    /** Reads the one value that {@code bytes} holds. */
    public static Value decode(Bytes bytes) {
        ValueDecoder decoder = new ValueDecoder(bytes);
        Value value = decoder.read();
        if (decoder.hasMore()) {
            throw decoder.malformed((decoder.end - decoder.at) + " bytes after the value");
        }
        return value;
    }

    /** Whether bytes are left. */
    public boolean hasMore() {
        return at < end;
    }

    /** Reads the next value. */
    public Value read() {
        int tag = readByte();
        return switch (tag) {
            case ValueEncoder.NULL -> Value.NULL;
            case ValueEncoder.FALSE -> BooleanValue.FALSE;
            case ValueEncoder.TRUE -> BooleanValue.TRUE;
            case ValueEncoder.INTEGER -> new IntegerValue(readZigzag());
            case ValueEncoder.BIG_INTEGER -> readBigIntegerValue();
            case ValueEncoder.FLOAT -> readFloat();
            case ValueEncoder.DECIMAL -> readDecimal();
            case ValueEncoder.STRING -> new StringValue(readString());
            case ValueEncoder.BYTES -> new BytesValue(readBytes());
            case ValueEncoder.TIME -> readTime();
            case ValueEncoder.LIST -> readList();
            case ValueEncoder.MAP -> readMap();
            default -> throw malformed("unknown tag " + tag);
        };
    }

    private Value readBigIntegerValue() {
        BigInteger big = readBigInteger();
        if (big.bitLength() < Long.SIZE) {
            throw malformed("a big integer that fits 64 bits");
        }
        return new BigIntegerValue(big);
    }

    private BigInteger readBigInteger() {
        byte[] bytes = readBytes().toByteArray();
        if (bytes.length == 0) {
            throw malformed("an integer of no bytes");
        }
        if (bytes.length > 1 && bytes[0] == bytes[1] >> 7) {
            throw malformed("an integer that is not in its shortest form");
        }
        return new BigInteger(bytes);
    }

    private Value readFloat() {
        long bits = readLong();
        double number = Double.longBitsToDouble(bits);
        if (Double.isNaN(number) && bits != ValueEncoder.CANONICAL_NAN_BITS) {
            throw malformed("a NaN that is not the canonical one");
        }
        return new FloatValue(number);
    }

    private Value readDecimal() {
        long scale = readZigzag();
        if (scale != (int) scale) {
            throw malformed("a decimal's scale of " + scale);
        }
        return new DecimalValue(new BigDecimal(readBigInteger(), (int) scale));
    }

    private Value readTime() {
        long seconds = readZigzag();
        long nanos = readVarint();
        if (nanos < 0
                || nanos > 999_999_999
                || seconds < Instant.MIN.getEpochSecond()
                || seconds > Instant.MAX.getEpochSecond()) {
            throw malformed("a time out of range");
        }
        return new TimeValue(Instant.ofEpochSecond(seconds, nanos));
    }

    private Value readList() {
        int count = readCount(1);
        List<Value> items = new ArrayList<>(Math.min(count, CAPACITY_MAX));
        descend();
        for (int i = 0; i < count; i++) {
            items.add(read());
        }
        depth--;
        return new ListValue(items);
    }

    private Value readMap() {
        int count = readCount(2);
        MapValue.Builder builder = MapValue.builder();
        descend();
        for (int i = 0; i < count; i++) {
            Value key = read();
            if (!key.isScalar()) {
                throw malformed("a " + key.kind() + " as a map's key");
            }
            builder.put(key, read());
        }
        depth--;
        MapValue map = builder.build();
        if (map.size() != count) {
            throw malformed("a map with a key twice");
        }
        return map;
    }

    private void descend() {
        if (++depth > ValueEncoder.DEPTH_MAX) {
            throw malformed("nested deeper than " + ValueEncoder.DEPTH_MAX);
        }
    }

    /** A count of things of at least {@code bytesEach} bytes, so that a wrong one cannot exhaust the memory. */
    private int readCount(int bytesEach) {
        long count = readVarint();
        if (count < 0 || count > (end - at) / bytesEach) {
            throw malformed("a count of " + Long.toUnsignedString(count) + " with " + (end - at) + " bytes left");
        }
        return (int) count;
    }

    /** Reads a varint length and that many bytes, as a view. */
    public Bytes readBytes() {
        int length = readCount(1);
        Bytes bytes = Bytes.wrap(array, at, length);
        at += length;
        return bytes;
    }

    /** Reads a varint length and text in UTF-8. */
    public String readString() {
        int length = readCount(1);
        int from = at;
        at += length;
        String text = new String(array, from, length, StandardCharsets.UTF_8);
        // Java puts the replacement character where it finds no UTF-8. An unpaired surrogate is none either, but may be
        // here.
        return text.indexOf(REPLACEMENT) < 0 ? text : readGeneralText(from, at);
    }

    private String readGeneralText(int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int lead = array[i] & 0xFF;
            int size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
            if (size == 0 || i + size > to) {
                throw malformed("text that is not UTF-8");
            }
            int point = size == 1 ? lead : lead & 0x7F >> size;
            for (int j = 1; j < size; j++) {
                int next = array[i + j] & 0xFF;
                if ((next & 0xC0) != 0x80) {
                    throw malformed("text that is not UTF-8");
                }
                point = point << 6 | next & 0x3F;
            }
            if (size == 3 && point < 0x800 || size == 4 && (point < 0x10000 || point > 0x10FFFF)) {
                throw malformed("text that is not in the shortest UTF-8");
            }
            if (point >= 0xDC00 && point <= 0xDFFF && endsWithHighSurrogate(text, size)) {
                throw malformed("a pair of surrogates that is not written as one code point");
            }
            text.appendCodePoint(point);
            i += size;
        }
        return text.toString();
    }

    /** Whether a low surrogate of {@code size} bytes would make a pair with what stands before it. */
    private static boolean endsWithHighSurrogate(StringBuilder text, int size) {
        return size == 3 && !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    /** Reads an unsigned LEB128 number. */
    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0 || shift == 63 && next > 1) {
                    throw malformed("a varint that is not in its shortest form");
                }
                return value;
            }
        }
        throw malformed("a varint of more than 10 bytes");
    }

    /** Reads a signed number, zigzag and LEB128. */
    public long readZigzag() {
        long value = readVarint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads 8 bytes, little-endian. */
    public long readLong() {
        if (end - at < 8) {
            throw malformed("8 bytes wanted, " + (end - at) + " left");
        }
        long value = (long) LONG.get(array, at);
        at += 8;
        return value;
    }

    /** Reads one byte, unsigned. */
    public int readByte() {
        if (at >= end) {
            throw malformed("the end in the middle of a value");
        }
        return array[at++] & 0xFF;
    }

    private ValueFormatException malformed(String found) {
        return new ValueFormatException("at byte " + (at - start) + ": " + found);
    }
}
