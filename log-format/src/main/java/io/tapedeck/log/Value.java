package io.tapedeck.log;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a decoded message, an entry of state and an output hold. Values are immutable and have one canonical
 * encoding ({@link ValueEncoder}, {@code spec/values.md}), the same for every language.
 *
 * <p>The {@code as…} methods read a value as a Java type and throw {@link ValueTypeException}, which names
 * what was found, where it is of another kind.
 */
public sealed interface Value extends NullConstant
        permits NullValue,
                BooleanValue,
                IntegerValue,
                BigIntegerValue,
                FloatValue,
                DecimalValue,
                StringValue,
                BytesValue,
                TimeValue,
                ListValue,
                MapValue {

    /** A boolean. */
    static Value of(boolean value) {
        return BooleanValue.of(value);
    }

    /** A 64-bit integer. */
    static Value of(long value) {
        return new IntegerValue(value);
    }

    /** An integer of any size: {@link IntegerValue} where it fits, {@link BigIntegerValue} where not. */
    static Value of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? new IntegerValue(value.longValue()) : new BigIntegerValue(value);
    }

    /** A 64-bit floating-point number. */
    static Value of(double value) {
        return new FloatValue(value);
    }

    /** A decimal number with its scale: 1.0 and 1.00 differ. */
    static Value of(BigDecimal value) {
        return new DecimalValue(value);
    }

    /** A string. */
    static Value of(String value) {
        return new StringValue(value);
    }

    /** A string of bytes. */
    static Value of(Bytes value) {
        return new BytesValue(value);
    }

    /** A point in time, in nanoseconds. */
    static Value of(Instant value) {
        return new TimeValue(value);
    }

    /** A list. */
    static ListValue list(List<? extends Value> items) {
        return new ListValue(List.copyOf(items));
    }

    /** A list. */
    static ListValue list(Value... items) {
        return new ListValue(List.of(items));
    }

    /** A map of one entry; see {@link MapValue#builder()} for more. */
    static MapValue map(String key, Value value) {
        return MapValue.builder().put(key, value).build();
    }

    /** A map of two entries, in this order. */
    static MapValue map(String key1, Value value1, String key2, Value value2) {
        return MapValue.builder().put(key1, value1).put(key2, value2).build();
    }

    /** A map of three entries, in this order. */
    static MapValue map(String key1, Value value1, String key2, Value value2, String key3, Value value3) {
        return MapValue.builder()
                .put(key1, value1)
                .put(key2, value2)
                .put(key3, value3)
                .build();
    }

    /** A map with string keys, in the order of {@code entries}. */
    static MapValue map(Map<String, ? extends Value> entries) {
        MapValue.Builder builder = MapValue.builder();
        entries.forEach(builder::put);
        return builder.build();
    }

    /** The word for this kind of value in messages to people, such as "string" or "map". */
    String kind();

    /** Whether this is {@link #NULL}. */
    default boolean isNull() {
        return this instanceof NullValue;
    }

    /** Whether this may be the key of a map or of a state entry: anything but a list or a map. */
    default boolean isScalar() {
        return !(this instanceof ListValue || this instanceof MapValue);
    }

    /** The boolean. */
    default boolean asBoolean() {
        throw new ValueTypeException("boolean", this);
    }

    /** The 64-bit integer. */
    default long asLong() {
        throw new ValueTypeException("integer", this);
    }

    /** The number, as the nearest double. */
    default double asDouble() {
        throw new ValueTypeException("number", this);
    }

    /** The number, exactly. */
    default BigDecimal asDecimal() {
        throw new ValueTypeException("number", this);
    }

    /** The string. */
    default String asString() {
        throw new ValueTypeException("string", this);
    }

    /** The bytes. */
    default Bytes asBytes() {
        throw new ValueTypeException("bytes", this);
    }

    /** The point in time. */
    default Instant asTime() {
        throw new ValueTypeException("time", this);
    }

    /** The items of the list. */
    default List<Value> asList() {
        throw new ValueTypeException("list", this);
    }

    /** The map. */
    default MapValue asMap() {
        throw new ValueTypeException("map", this);
    }

    /** The entry {@code key} of a map, or {@link #NULL} where the map has none. */
    default Value get(String key) {
        return asMap().get(key);
    }

    /** The item at {@code index} of a list. */
    default Value get(int index) {
        return asList().get(index);
    }
}
