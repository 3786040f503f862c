package io.tapedeck.expressions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.log.Header;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Message;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
    private static final Instant NOW = Instant.parse("2026-11-29T03:04:05.000000006Z");
    private static final Value PRICE = Value.of(new BigDecimal("12345678901234567890.10"));

    private static final Message MESSAGE = new Message(
            new StreamKey("orders"),
            3,
            42,
            NOW,
            Value.of("k"),
            List.of(new Header("trace", Value.of("t1"))),
            MapValue.builder()
                    .put("id", Value.of(7))
                    .put("price", PRICE)
                    .put("name", Value.of("Ada Lovelace"))
                    .put("rate", Value.of(1.5))
                    .put("lines", Value.list(Value.map("sku", PRICE), Value.map("sku", Value.of(2))))
                    .build());

    private static Optional<Value> evaluate(String text) throws Exception {
        return Expression.compile(text).evaluate(MESSAGE, NOW);
    }

    @Test
    void aFieldIsGivenExactly() throws Exception {
        assertEquals(Optional.of(PRICE), evaluate("input.value.price"));
        assertEquals(Optional.of(PRICE), evaluate("input.value['price']"));
        assertEquals(Optional.of(PRICE), evaluate("input.value.lines[0].sku"));
        assertEquals(Optional.of(MESSAGE.value()), evaluate("input.value"));
        assertEquals(Optional.of(Value.of("t1")), evaluate("input.headers.trace"));
        assertEquals(Optional.of(Value.of(NOW)), evaluate("input.time"));
    }

    @Test
    void aFieldThatIsMissingIsEmpty() throws Exception {
        assertEquals(Optional.empty(), evaluate("input.value.nope"));
        assertEquals(Optional.empty(), evaluate("input.value.nope.deeper"));
        assertEquals(Optional.empty(), evaluate("input.value.lines[2].sku"));
        assertEquals(Optional.empty(), evaluate("input.value.name.first"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "input.value.id + 1                       | 8",
                "input.value.id * input.value.rate        | 10.5",
                "input.value.name.lowerAscii()            | 'ada lovelace'",
                "input.value.name.split(' ')[1]           | 'Lovelace'",
                "math.greatest(input.value.id, 9)         | 9",
                "input.value.lines.size()                 | 2",
                "[input.value.id, input.shard]            | [7, 3]",
                "{'a': input.value.id, 'b': [true, null]} | {a: 7, b: [true, null]}",
                "input.value.id > 5 ? 'big' : 'small'     | 'big'"
            })
    void whatIsCalculatedIsAValue(String text, String expected) throws Exception {
        Value value = evaluate(text).orElseThrow();
        assertEquals(evaluate(expected.replaceAll("([ab]):", "'$1':")).orElseThrow(), value);
    }

    @Test
    void whatIsTakenOverWholeKeepsItsOrderAndItsDecimals() throws Exception {
        Value made =
                evaluate("{'all': input.value, 'lines': input.value.lines}").orElseThrow();
        assertEquals(MESSAGE.value(), made.get("all"));
        assertEquals(
                List.copyOf(MESSAGE.value().asMap().entries().keySet()),
                List.copyOf(made.get("all").asMap().entries().keySet()));
        assertEquals(PRICE, made.get("lines").get(0).get("sku"));
        assertEquals(
                Value.list(Value.of("id"), Value.of("price"), Value.of("name"), Value.of("rate"), Value.of("lines")),
                evaluate("input.value.map(key, key)").orElseThrow());
    }

    @Test
    void aCalculationWithAMissingFieldSaysSo() {
        ExpressionException missing = assertThrows(ExpressionException.class, () -> evaluate("input.value.nope + 1"));
        assertEquals("input.value.nope + 1: key 'nope' is not present in map.", missing.getMessage());
    }

    @Test
    void aDurationIsNoValue() {
        ExpressionException duration = assertThrows(ExpressionException.class, () -> evaluate("clock - input.time"));
        assertEquals(
                "clock - input.time: it is a duration, which is no value; take its .getSeconds() or"
                        + " .getMilliseconds()",
                duration.getMessage());
    }

    @Test
    void aNameThatIsNotThereIsFoundBeforeAnythingIsEvaluated() {
        ConditionException unknown = assertThrows(ConditionException.class, () -> Expression.compile("state.n + 1"));
        assertEquals("state.n + 1\n^ undeclared reference to 'state'; there are input and clock", unknown.getMessage());
    }
}
