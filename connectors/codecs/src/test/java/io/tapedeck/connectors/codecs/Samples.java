package io.tapedeck.connectors.codecs;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Values for properties. */
final class Samples {
    private Samples() {}

    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("abc01$. ,;'\"\n\r\té世")
                .ofMaxLength(6)
                .map(text -> text.length() == 6 ? text + "\uD83D\uDE00" : text);
    }

    static Arbitrary<Value> plain() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Value::of),
                Arbitraries.integers().between(-200, 300).map(Value::of),
                texts().map(Value::of),
                Arbitraries.of(Value.NULL, Value.of(true), Value.of(false)));
    }

    static Arbitrary<Value> finite() {
        return Arbitraries.doubles().map(Value::of);
    }

    static Arbitrary<Value> anyFloat() {
        return Arbitraries.oneOf(
                finite(),
                Arbitraries.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE)
                        .map(Value::of));
    }

    static Arbitrary<Value> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(array -> Value.of(Bytes.wrap(array)));
    }

    static Arbitrary<Value> decimals() {
        return Combinators.combine(
                        Arbitraries.bigIntegers().between(BigInteger.TEN.pow(33).negate(), BigInteger.TEN.pow(33)),
                        Arbitraries.integers().between(-100, 100))
                .as((digits, scale) -> Value.of(new BigDecimal(digits, scale)));
    }

    static Arbitrary<Value> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(-70_000_000_000L, 70_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999))
                .as((seconds, nanos) -> Value.of(Instant.ofEpochSecond(seconds, nanos)));
    }

    static Arbitrary<Value> unsigned() {
        return Arbitraries.bigIntegers()
                .between(
                        BigInteger.ONE.shiftLeft(63),
                        BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
                .map(Value::of);
    }

    /** Scalars, and lists and maps of them, in each other. */
    static Arbitrary<Value> nested(Arbitrary<Value> scalars, Arbitrary<Value> keys, int depth) {
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<Value> inner = nested(scalars, keys, depth - 1);
        return Arbitraries.oneOf(
                scalars,
                inner.list().ofMaxSize(4).map(Value::list),
                Arbitraries.maps(keys, inner).ofMaxSize(4).map(Samples::map));
    }

    private static Value map(java.util.Map<Value, Value> entries) {
        MapValue.Builder map = MapValue.builder();
        entries.forEach(map::put);
        return map.build();
    }
}
