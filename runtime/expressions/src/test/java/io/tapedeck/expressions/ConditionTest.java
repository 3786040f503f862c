package io.tapedeck.expressions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Header;
import io.tapedeck.log.Message;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.StateStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What conditions see, what they make of data that is not as one thought, and how a mistake is shown. */
class ConditionTest {
    private static final Message INPUT = new Message(
            new StreamKey("orders"),
            2,
            7,
            Instant.parse("2026-11-20T03:12:09Z"),
            Value.of("k1"),
            List.of(new Header("trace", Value.of("abc"))),
            Value.map(
                    "mag",
                    Value.of(4.5),
                    "n",
                    Value.of(3),
                    "more",
                    Value.map(
                            "none", Value.NULL,
                            "big", Value.of(new BigInteger("99999999999999999999")),
                            "exact", Value.of(new BigDecimal("1.50")))));

    private static Scene scene(Value failure) {
        StateStore state = new StateStore();
        state.put("ml", Value.map("count", Value.of(100), "max", Value.of(4.1)));
        state.put(Value.of(5), Value.of("five"));
        return new Scene(
                INPUT,
                List.of(Value.map("level", Value.of("light")), Value.of(12)),
                state,
                Instant.parse("2026-11-20T03:12:10Z"),
                failure);
    }

    private static boolean holds(String text) throws ConditionException {
        return Condition.compile(text).holds(scene(Value.NULL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.value.mag > 4",
                "input.value.n >= 2.5",
                "input.value.mag + input.value.n == 7.5",
                "input.value.n / 2.0 == 1.5",
                "input.value.more.none == null",
                "input.value.more.big > 3",
                "input.value.more.exact == 1.5",
                "input.key == 'k1' && input.headers.trace == 'abc'",
                "input.stream == 'orders' && input.shard == 2 && input.sequence == 7",
                "input.time < clock && clock < timestamp('2026-11-21T00:00:00Z')",
                "state.ml.count == 100.0",
                "state[5] == 'five'",
                "has(state.ml) && !has(state.md)",
                "'ml' in state && size(state) == 2",
                "state.exists(key, key == 'ml')",
                "outputs.exists(o, o.level == 'light')",
                "size(outputs) == 2 && outputs[1] == 12",
                "failure == null",
                "state.md.count > 1 || input.sequence == 7"
            })
    void theyHold(String text) throws ConditionException {
        assertTrue(holds(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state.md.count > 1",
                "!(state.md.count > 1)",
                "input.value.missing == 3",
                "input.value.more.none > 3",
                "input.value.mag > 'a'",
                "outputs[9].level == 'light'",
                "failure.kind == 'error'",
                "input.value.mag"
            })
    void whatCannotBeEvaluatedIsFalseAndNoted(String text) throws ConditionException {
        Condition condition = Condition.compile(text);
        assertFalse(condition.holds(scene(Value.NULL)), text);
        assertTrue(condition.problem().isPresent(), text);
    }

    @Test
    void aFailureIsSeen() throws ConditionException {
        Value failure = Value.map("kind", Value.of("error"), "error", Value.of("KeyError: 'mw'"));
        Condition condition = Condition.compile("failure != null && failure.error.contains('mw')");
        assertTrue(condition.holds(scene(failure)));
        assertFalse(condition.holds(scene(Value.NULL)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input.valeu == 1          | 5  | input has value, key",
                "stat.ml == 1              | 0  | there are input, outputs, state",
                "input.sequence > 'a'      | 15 | no matching overload",
                "1 +                       | 3  | expecting",
                "size(outputs)             | 4  | expected"
            })
    void aMistakeIsShownWithACaret(String text, int column, String words) {
        ConditionException e = assertThrows(ConditionException.class, () -> Condition.compile(text));
        List<String> lines = String.valueOf(e.getMessage()).lines().toList();
        assertEquals(text, lines.get(0));
        assertEquals(column, lines.get(1).indexOf('^'), e.getMessage());
        assertTrue(lines.get(1).contains(words), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state.ml.count > 3 | true",
                "state.all(k, k != 'x') | true",
                "size(outputs) > 0 | false",
                "failure != null | false"
            })
    void whetherItLooksAtNothingButTheStateIsKnown(String text, boolean only) throws ConditionException {
        assertEquals(only, Condition.compile(text).isOfStateOnly());
    }
}
