package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StateTest {
    private static PythonFixture load(String body) throws ProcessorException {
        return PythonFixture.load("def process(m, c):\n    s = c.state\n" + body.indent(4));
    }

    @Test
    void behavesAsADictWithItsKeysInOrder() throws ProcessorException {
        try (PythonFixture python = load("""
                s["b"] = 2; s["a"] = 1; s.update(c=3, d=4); del s["d"]
                r = [s["a"], s.get("x"), s.get("x", 9), "a" in s, "x" in s, len(s), list(s), list(s.items()),
                    list(s.values()), s.setdefault("a", 7), s.setdefault("e", 5), s.pop("e"), s.pop("e", None),
                    s == {"a": 1, "b": 2, "c": 3}, bool(s)]
                for wrong in (lambda: s["x"], lambda: s.pop("x"), lambda: s.__delitem__("x")):
                    try:
                        wrong()
                    except KeyError as e:
                        r.append(str(e))
                return repr(r)
                """)) {
            assertEquals(
                    Value.of("[1, None, 9, True, False, 3, ['a', 'b', 'c'], [('a', 1), ('b', 2), ('c', 3)],"
                            + " [1, 2, 3], 1, 5, 5, None, True, True, \"'x'\", \"'x'\", \"'x'\"]"),
                    python.value(Value.NULL));
        }
    }

    @Test
    void whatIsChangedInPlaceIsWrittenAtTheEndAndOnlyThat() throws ProcessorException {
        try (PythonFixture python = load("""
                if m.sequence == 1:
                    s["changed"] = {"n": [0]}
                    s["same"] = {"n": 0}
                    return
                s["changed"]["n"].append(m.sequence)
                s["same"]["n"]
                s.get("none")
                """)) {
            python.step(Value.NULL);
            python.store.writes.clear();
            python.step(Value.NULL);
            assertEquals(List.of("changed={n=[0, 2]}"), python.store.writes);
            python.step(Value.NULL);
            assertEquals(List.of("changed={n=[0, 2]}", "changed={n=[0, 2, 3]}"), python.store.writes);
        }
    }

    @Test
    void orderInADictIsAChange() throws ProcessorException {
        try (PythonFixture python = load("""
                d = s.setdefault("d", {"a": 1, "b": 2})
                if m.sequence > 1:
                    d["a"] = d.pop("a")
                """)) {
            python.step(Value.NULL);
            python.store.writes.clear();
            python.step(Value.NULL);
            assertEquals(List.of("d={b=2, a=1}"), python.store.writes);
        }
    }

    @Test
    void whatIsPutAndChangedLaterIsKeptAsItIsAtTheEnd() throws ProcessorException {
        try (PythonFixture python = load("x = [1]\ns['x'] = x\nx.append(2)\nreturn [s['x'] is x, s['x'] is s['x']]")) {
            assertEquals(Value.list(Value.of(true), Value.of(true)), python.value(Value.NULL));
            assertEquals(Value.list(Value.of(1), Value.of(2)), python.store.get("x"));
        }
    }

    @Test
    void aFailedStepLeavesNothingToTheNext() throws ProcessorException {
        try (PythonFixture python = load("""
                x = s.setdefault("x", [0])
                x.append(m.sequence)
                if m.value: raise ValueError("no")
                return x
                """)) {
            assertEquals(Value.list(Value.of(0), Value.of(1)), python.value(Value.of(false)));
            assertThrows(ProcessorException.class, () -> python.step(Value.of(true)));
            assertEquals(Value.list(Value.of(0), Value.of(1), Value.of(3)), python.value(Value.of(false)));
        }
    }

    @Test
    void keysAreScalarsOfAnyKindButNotContainers() throws ProcessorException {
        try (PythonFixture python =
                load("s[5] = 'int'; s['5'] = 'str'; s[b'5'] = 'bytes'; return [s[5], s['5'], len(s)]")) {
            assertEquals(Value.list(Value.of("int"), Value.of("str"), Value.of(3)), python.value(Value.NULL));
        }
        try (PythonFixture python = load("s[('a', 1)] = 1")) {
            ProcessorException failure = assertThrows(ProcessorException.class, () -> python.step(Value.NULL));
            assertEquals(
                    "cannot use a dict or list as a key of state: use a string",
                    failure.error().replace("list or tuple", "dict or list"));
        }
    }

    @Test
    void whatIsNoValueIsRefusedWhenItIsPut() throws ProcessorException {
        try (PythonFixture python = load("s['seen'] = {'ids': {1, 2}}")) {
            ProcessorException failure = assertThrows(ProcessorException.class, () -> python.step(Value.NULL));
            assertEquals(FailureKind.ERROR, failure.kind());
            assertEquals("cannot keep a set in state[\"seen\"] (at .ids): use a sorted list", failure.error());
            assertEquals(
                    "alerts.py:3, in process", failure.location().orElseThrow().toString());
        }
    }

    @Test
    void whatBecomesNoValueIsRefusedAtTheEnd() throws ProcessorException {
        try (PythonFixture python = load("s.setdefault('seen', []).append(lambda: 1)")) {
            ProcessorException failure = assertThrows(ProcessorException.class, () -> python.step(Value.NULL));
            assertEquals(FailureKind.ERROR, failure.kind());
            assertEquals(
                    "cannot keep a function in state[\"seen\"] (at [0]): functions and classes are not values",
                    failure.error());
            assertEquals(
                    "alerts.py:1, in process", failure.location().orElseThrow().toString());
        }
    }

    @Test
    void anObjectUnderTwoKeysIsWrittenUnderBothAndIsTwoInTheNextCall() throws ProcessorException {
        try (PythonFixture python = load("""
                x = s.setdefault("a", [0])
                if m.sequence == 1:
                    s["b"] = x
                x.append(m.sequence)
                return [s["a"] is s["b"], s["a"], s["b"]]
                """)) {
            assertEquals("[true, [0, 1], [0, 1]]", python.value(Value.NULL).toString());
            assertEquals("[false, [0, 1, 2], [0, 1]]", python.value(Value.NULL).toString());
        }
    }

    @Test
    void whatWasReadAndThenDeletedOrReplacedIsNotWrittenAgain() throws ProcessorException {
        try (PythonFixture python = load("""
                x = s.setdefault("x", [0]); y = s.setdefault("y", [0])
                del s["x"]
                s["y"] = [5]
                x.append(1); y.append(1)
                return [list(s), s["y"]]
                """)) {
            assertEquals("[[y], [5]]", python.value(Value.NULL).toString());
            assertEquals(List.of("x=[0]", "y=[0]", "-x", "y=[5]"), python.store.writes);
        }
    }

    @Test
    void whatWasDeletedAndPutBackIsKeptAsItIsAtTheEnd() throws ProcessorException {
        try (PythonFixture python = load("""
                x = s.setdefault("x", [0])
                del s["x"]
                s["x"] = x
                x.append(m.sequence)
                """)) {
            python.step(Value.NULL);
            assertEquals(Value.list(Value.of(0), Value.of(1)), python.store.get("x"));
        }
    }

    @Test
    void anOutputIsWhatItWasWhenItWasEmitted() throws ProcessorException {
        try (PythonFixture python = load("""
                x = s.setdefault("x", [0])
                c.emit(x)
                x.append(1)
                yield x
                x.append(2)
                """)) {
            assertEquals(
                    List.of("[0]", "[0, 1]"),
                    python.step(Value.NULL).stream()
                            .map(output -> output.value().toString())
                            .toList());
            assertEquals("[0, 1, 2]", python.store.get("x").toString());
        }
    }

    @Test
    void anObjectKeptFromAnEarlierCallIsNoLongerTheStates() throws ProcessorException {
        try (PythonFixture python = PythonFixture.load("""
                kept = []

                def process(m, c):
                    for each in kept:
                        each.append("late")
                    kept.append(c.state.setdefault("x", [0]))
                    return c.state["x"]
                """)) {
            assertEquals("[0]", python.value(Value.NULL).toString());
            assertEquals("[0]", python.value(Value.NULL).toString());
            assertEquals(List.of("x=[0]"), python.store.writes);
        }
    }

    @Test
    void aGeneratorThatThrowsHalfWayLeavesNothing() throws ProcessorException {
        try (PythonFixture python = load("""
                x = s.setdefault("x", [0])
                x.append(1)
                yield x
                x.append(2)
                if m.value: raise ValueError("half-way")
                """)) {
            assertThrows(ProcessorException.class, () -> python.step(Value.of(true)));
            assertEquals(0, python.store.size());
            python.step(Value.of(false));
            assertEquals("[0, 1, 2]", python.store.get("x").toString());
        }
    }

    @Test
    void anIterationSeesTheKeysThatWereThereAndAreStill() throws ProcessorException {
        try (PythonFixture python = load("""
                for i in range(5): s[f"k{i}"] = i
                seen = []
                for key in s:
                    seen.append(key)
                    if key == "k1":
                        del s["k3"]; s["k9"] = 9; s["k0"] = 0; s["k2a"] = 2
                return seen
                """)) {
            assertEquals("[k0, k1, k2, k4]", python.value(Value.NULL).toString());
        }
    }

    @Test
    void anIterationEndsWithItsCall() throws ProcessorException {
        try (PythonFixture python = PythonFixture.load("""
                kept = []

                def process(m, c):
                    if not kept:
                        c.state.update(a=1, b=2)
                        kept.append(iter(c.state))
                    else:
                        list(c.state)
                    return next(kept[0])
                """)) {
            assertEquals(Value.of("a"), python.value(Value.NULL));
            ProcessorException failure = assertThrows(ProcessorException.class, () -> python.step(Value.NULL));
            assertEquals("an iteration over the state ends with the call that began it", failure.error());
        }
    }

    @Test
    void whatContainsItselfIsRefusedInAShortSentence() throws ProcessorException {
        try (PythonFixture python = load("x = s.setdefault('x', [0]); x.append(x)")) {
            ProcessorException failure = assertThrows(ProcessorException.class, () -> python.step(Value.NULL));
            assertEquals(
                    "cannot keep a value nested deeper than 500 in state[\"x\"] (at " + "[1]".repeat(26)
                            + "[1…): it may contain itself",
                    failure.error());
        }
    }

    @Test
    void anotherTypeOfTheSameNumberIsAChange() throws ProcessorException {
        try (PythonFixture python = load("s.setdefault('x', [1])[0] = 1.0 if m.sequence == 2 else 1")) {
            python.step(Value.NULL);
            python.step(Value.NULL);
            assertEquals(List.of("x=[1]", "x=[1.0]"), python.store.writes);
        }
    }
}
