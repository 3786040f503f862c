package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Assertions;

final class ValueRoundTripTest {
    private static PythonFixture echo;

    @BeforeContainer
    static void load() throws ProcessorException {
        echo = PythonFixture.load("""
                def process(message, context):
                    context.state["kept"] = message.value
                    return [message.value, {"nested": message.value}]
                """);
    }

    @AfterContainer
    static void close() {
        echo.close();
    }

    @Property(tries = 300)
    void whatGoesInComesOutToTheByte(@ForAll("values") Value value) throws ProcessorException {
        Value output = echo.value(value);
        assertEquals(ValueEncoder.encode(value), ValueEncoder.encode(output.get(0)));
        assertEquals(
                ValueEncoder.encode(value), ValueEncoder.encode(output.get(1).get("nested")));
        assertEquals(ValueEncoder.encode(value), ValueEncoder.encode(echo.store.get("kept")));
    }

    @Property(tries = 20)
    void timesThatPythonDoesNotHaveAreRefused(@ForAll("farTimes") Instant time) {
        ProcessorException failure = Assertions.assertThrows(ProcessorException.class, () -> echo.step(Value.of(time)));
        assertEquals(FailureKind.INPUT, failure.kind());
        assertEquals("the time " + time + " is outside Python's years 1 to 9999", failure.error());
    }

    @Provide
    static Arbitrary<Instant> farTimes() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(253_402_300_800L, 900_000_000_000L).map(Instant::ofEpochSecond),
                Arbitraries.longs().between(-900_000_000_000L, -62_135_596_801L).map(Instant::ofEpochSecond));
    }

    @Provide
    static Arbitrary<Value> values() {
        return nested(3);
    }

    private static Arbitrary<Value> nested(int depth) {
        if (depth == 0) {
            return scalars();
        }
        Arbitrary<Value> inner = nested(depth - 1);
        return Arbitraries.oneOf(
                scalars(),
                inner.list().ofMaxSize(5).map(Value::list),
                Arbitraries.maps(strings(), inner).ofMaxSize(12).map(Value::map),
                Arbitraries.maps(keys(), inner).ofMaxSize(5).map(ValueRoundTripTest::map));
    }

    private static Value map(java.util.Map<Value, Value> entries) {
        MapValue.Builder builder = MapValue.builder();
        entries.forEach(builder::put);
        return builder.build();
    }

    /** Keys that Python does not take for equal: it holds 1, 1.0 and True to be one. */
    private static Arbitrary<Value> keys() {
        return Arbitraries.oneOf(
                strings().map(Value::of),
                Arbitraries.longs().greaterOrEqual(2).map(Value::of),
                bytes(),
                Arbitraries.of(Value.NULL, Value.of(true), Value.of(0.5)));
    }

    private static Arbitrary<Value> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.of(Value.NULL, Value.of(true), Value.of(false)),
                Arbitraries.longs().map(Value::of),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TWO.pow(300).negate(), BigInteger.TWO.pow(300))
                        .map(Value::of),
                Arbitraries.doubles().map(Value::of),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE)
                        .map(Value::of),
                decimals().map(Value::of),
                strings().map(Value::of),
                bytes(),
                times().map(Value::of));
    }

    private static Arbitrary<BigDecimal> decimals() {
        Arbitrary<BigInteger> unscaled =
                Arbitraries.bigIntegers().between(BigInteger.TEN.pow(40).negate(), BigInteger.TEN.pow(40));
        return unscaled.flatMap(
                digits -> Arbitraries.integers().between(-40, 40).map(scale -> new BigDecimal(digits, scale)));
    }

    /** Any UTF-16 units: unpaired surrogates, astral characters, zeros. */
    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().ascii().ofMaxLength(20),
                Arbitraries.strings()
                        .withChars('\ud83d', '\ude00', 'a', '\u00e9', '\u0000')
                        .ofMaxLength(8));
    }

    private static Arbitrary<Value> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(array -> Value.of(Bytes.wrap(array)));
    }

    private static Arbitrary<Instant> times() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L);
        return seconds.flatMap(second ->
                Arbitraries.longs().between(0, 999_999_999).map(nanos -> Instant.ofEpochSecond(second, nanos)));
    }
}
