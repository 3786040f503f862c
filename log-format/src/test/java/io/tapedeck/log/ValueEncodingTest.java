package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueEncodingTest {
    @Property(tries = 500)
    void everyValueComesBack(@ForAll long seed) {
        Value value = RandomValues.next(new SplittableRandom(seed), 4);
        Bytes encoded = ValueEncoder.encode(value);
        Value decoded = ValueDecoder.decode(encoded);
        assertEquals(value, decoded);
        assertEquals(encoded, ValueEncoder.encode(decoded));
    }

    @Property(tries = 3000)
    void valuesAreAlikeWhereTheirBytesAreEqual(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Value one = RandomValues.next(random, 4);
        for (Value other : List.of(one, RandomValues.similar(one, random), RandomValues.next(random, 1))) {
            boolean equal = ValueEncoder.encode(one).equals(ValueEncoder.encode(other));
            assertEquals(equal, ValueEncoder.areAlike(one, other), () -> one + " and " + other);
            assertEquals(equal, ValueEncoder.areAlike(other, one), () -> other + " and " + one);
        }
    }

    @Test
    void alikeIsMoreThanEqual() {
        Value map = Value.map("a", Value.of(1), "b", Value.of(2));
        Value reordered = Value.map("b", Value.of(2), "a", Value.of(1));
        assertEquals(map, reordered);
        assertFalse(ValueEncoder.areAlike(map, reordered));
        assertFalse(ValueEncoder.areAlike(Value.list(map), Value.list(reordered)));
        assertTrue(ValueEncoder.areAlike(Value.list(map), Value.list(Value.map("a", Value.of(1), "b", Value.of(2)))));
        assertFalse(ValueEncoder.areAlike(Value.of(1), Value.of(1.0)));
        assertFalse(ValueEncoder.areAlike(Value.of(0.0), Value.of(-0.0)));
        assertFalse(ValueEncoder.areAlike(Value.of(new BigDecimal("1.0")), Value.of(new BigDecimal("1.00"))));
        assertTrue(ValueEncoder.areAlike(Value.of(Double.NaN), Value.of(Double.longBitsToDouble(0xFFF8000000000001L))));
    }

    @Test
    void anOutputWithoutItsValueComesBackWithTheInputs() {
        Output output = new Output(Value.of("text"), Value.of(7), List.of(new Header("trace", Value.of(1))));
        ValueEncoder encoder = new ValueEncoder();
        encoder.write(Value.of("before"));
        int from = encoder.length();
        encoder.write(output);
        encoder.truncate(from);
        encoder.writeWithoutValue(output);
        Value read = ValueDecoder.decode(encoder.toBytesFrom(from));
        assertEquals(Value.list(output.key(), output.toValue().get(2)), read);
        assertEquals(output, Output.ofRecorded(read, () -> Value.of("text")));
        assertEquals(output, Output.ofRecorded(output.toValue(), () -> {
            throw new AssertionError("it is whole");
        }));
    }

    @Property(tries = 300)
    void whateverIsDecodedIsCanonical(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = ValueEncoder.encode(RandomValues.next(random, 3)).toByteArray();
        for (int i = 0; i < 50; i++) {
            byte[] changed =
                    random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes.clone();
            for (int j = random.nextInt(3); j >= 0 && changed.length > 0; j--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertCanonicalOrRefused(changed);
        }
    }

    @Property(tries = 2000)
    void randomBytesAreAValueOrRefused(@ForAll byte[] bytes) {
        assertCanonicalOrRefused(bytes);
    }

    private static void assertCanonicalOrRefused(byte[] bytes) {
        Value value;
        try {
            value = ValueDecoder.decode(Bytes.wrap(bytes));
        } catch (ValueFormatException e) {
            return;
        }
        assertEquals(Bytes.wrap(bytes), ValueEncoder.encode(value));
    }

    static List<String> notValues() {
        return NotValues.HEX;
    }

    @ParameterizedTest
    @MethodSource("notValues")
    void malformedBytesAreRefused(String hex) {
        assertThrows(
                ValueFormatException.class,
                () -> ValueDecoder.decode(Bytes.wrap(HexFormat.of().parseHex(hex))));
    }

    @Test
    void listsThatClaimMuchCostLittleMemory() {
        byte[] bytes = new byte[8 << 20];
        int at = 0;
        for (int i = 0; i < ValueEncoder.DEPTH_MAX - 1; i++) {
            bytes[at++] = ValueEncoder.LIST;
            for (int shift = 0; shift < 21; shift += 7) {
                bytes[at++] = (byte) 0xFF;
            }
            bytes[at++] = 3;
        }
        bytes[at] = (byte) 0xFF;
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertThrows(ValueFormatException.class, () -> ValueDecoder.decode(Bytes.wrap(bytes)));
        long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        assertTrue(after - before < 100 << 20, (after - before) + " bytes");
    }

    @Test
    void nestingIsLimitedOnBothSides() {
        Value deep = Value.NULL;
        for (int i = 0; i < ValueEncoder.DEPTH_MAX; i++) {
            deep = Value.list(deep);
        }
        assertEquals(deep, ValueDecoder.decode(ValueEncoder.encode(deep)));
        Value deeper = Value.list(deep);
        ValueEncoder encoder = new ValueEncoder();
        assertThrows(IllegalArgumentException.class, () -> encoder.write(deeper));
        encoder.clear();
        encoder.write(deep);
        byte[] bytes = new byte[encoder.length() + 2];
        bytes[0] = ValueEncoder.LIST;
        bytes[1] = 1;
        encoder.view().copyTo(bytes, 2);
        assertThrows(ValueFormatException.class, () -> ValueDecoder.decode(Bytes.wrap(bytes)));
    }

    @Test
    void theExampleOfTheSpecificationHolds() {
        Value value = Value.map("mag", Value.of(4.5), "tags", Value.list(Value.of("a"), Value.NULL));
        assertEquals(
                "0b0207036d61670500000000000012400704746167730a0207016100",
                HexFormat.of().formatHex(ValueEncoder.encode(value).toByteArray()));
    }

    @Test
    void edgesKeepTheirForm() {
        assertHex("0301", Value.of(-1));
        assertHex("03ffffffffffffffffff01", Value.of(Long.MIN_VALUE));
        assertHex("0409008000000000000000", Value.of(BigInteger.TWO.pow(63)));
        assertHex("05000000000000f87f", Value.of(Double.longBitsToDouble(0xFFF8000000000001L)));
        assertHex("06040164", Value.of(new BigDecimal("1.00")));
        assertHex("06000100", Value.of(BigDecimal.ZERO));
        assertHex("06ffffffff0f0100", Value.of(new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE)));
        assertHex("06feffffff0f0101", Value.of(new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE)));
        assertHex("0703eda080", Value.of("\ud800"));
        assertHex("0704f09f9880", Value.of("\ud83d\ude00"));
        assertHex("0901ff93ebdc03", Value.of(Instant.ofEpochSecond(-1, 999_999_999)));
    }

    private static void assertHex(String hex, Value value) {
        Bytes encoded = ValueEncoder.encode(value);
        assertEquals(hex, HexFormat.of().formatHex(encoded.toByteArray()));
        assertEquals(value, ValueDecoder.decode(encoded));
    }

    /** Long texts take other ways than short ones, and what is not ASCII another again, wherever it stands. */
    @Test
    void textsOfAnyLengthWithOneOddUnitAnywhere() {
        List<String> odd = List.of("a", "?", "\0", "\u007F", "\u0080", "é", "€", "\uFFFD", "😀", "\uD800", "\uDFFF");
        for (int length = 0; length <= 100; length++) {
            for (int at = 0; at <= length; at++) {
                for (String unit : odd) {
                    String text = "x".repeat(at) + unit + "y".repeat(length - at);
                    Bytes encoded = ValueEncoder.encode(Value.of(text));
                    assertEquals(encodedText(text), encoded);
                    assertEquals(Value.of(text), ValueDecoder.decode(encoded));
                }
            }
        }
    }

    /** As the spec has it: UTF-8, and an unpaired surrogate in three bytes as if it were a character. */
    private static Bytes encodedText(String text) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes = new byte[] {(byte) 0xED, (byte) (0x80 | point >> 6 & 0x3F), (byte) (0x80 | point & 0x3F)};
            }
            utf8.writeBytes(bytes);
        });
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(ValueEncoder.STRING);
        encoded.write(utf8.size()); // less than 128: a varint of one byte
        encoded.writeBytes(utf8.toByteArray());
        return Bytes.wrap(encoded.toByteArray());
    }
}
