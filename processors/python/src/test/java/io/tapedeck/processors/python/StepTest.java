package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.World;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepTest {
    private static List<Output> outputs(String body, Value value) throws ProcessorException {
        String source = "def process(m, c):\n" + body.indent(4);
        try (PythonFixture python = PythonFixture.load(source)) {
            return python.step(value);
        }
    }

    private static List<Value> values(String body, Value value) throws ProcessorException {
        return outputs(body, value).stream().map(Output::value).toList();
    }

    @Test
    void noneIsNoOutput() throws ProcessorException {
        assertEquals(List.of(), values("return None", Value.NULL));
    }

    @Test
    void scalarsListsAndDictsAreOneOutput() throws ProcessorException {
        String body = "return [1, 'a', 2.5, True, None, b'x', (1, (2,)), {'k': {}}][m.value]";
        try (PythonFixture python = PythonFixture.load("def process(m, c):\n" + body.indent(4))) {
            assertEquals(Value.of(1), python.value(Value.of(0)));
            assertEquals(Value.of("a"), python.value(Value.of(1)));
            assertEquals(Value.of(2.5), python.value(Value.of(2)));
            assertEquals(Value.of(true), python.value(Value.of(3)));
            assertEquals(List.of(), python.step(Value.of(4)));
            assertEquals(Value.of(Bytes.utf8("x")), python.value(Value.of(5)));
            assertEquals(Value.list(Value.of(1), Value.list(Value.of(2))), python.value(Value.of(6)));
            assertEquals(Value.map("k", Value.map(java.util.Map.of())), python.value(Value.of(7)));
        }
    }

    @Test
    void aListIsOneOutputAndAGeneratorManyWithoutItsNones() throws ProcessorException {
        assertEquals(List.of(Value.list(Value.of(1), Value.of(2))), values("return [1, 2]", Value.NULL));
        assertEquals(List.of(Value.of(1), Value.of("b")), values("yield 1\nyield None\nyield 'b'", Value.NULL));
        assertEquals(List.of(Value.of(2), Value.of(4)), values("return map(lambda x: 2 * x, [1, 2])", Value.NULL));
    }

    @Test
    void emittedOutputsComeInOrderWithKeyAndHeaders() throws ProcessorException {
        List<Output> outputs = outputs("""
                c.emit({"a": 1}, key="k", headers={"h": b"x"})
                c.emit(2, headers=[("h", "1"), ("h", "2")])
                return 3
                """, Value.NULL);
        assertEquals(
                List.of(
                        new Output(
                                Value.map("a", Value.of(1)),
                                Value.of("k"),
                                List.of(new Header("h", Value.of(Bytes.utf8("x"))))),
                        new Output(
                                Value.of(2),
                                Value.NULL,
                                List.of(new Header("h", Value.of("1")), new Header("h", Value.of("2")))),
                        Output.of(Value.of(3))),
                outputs);
    }

    @Test
    void whatIsChangedAfterItWasEmittedIsNotEmittedAgain() throws ProcessorException {
        assertEquals(
                List.of(Value.list(Value.of(1)), Value.list(Value.of(1), Value.of(2))),
                values("x = [1]\nc.emit(x)\nx.append(2)\nreturn x", Value.NULL));
    }

    @Test
    void aMessageHasItsFields() throws ProcessorException {
        assertEquals(
                List.of(Value.of("earthquakes 2 1 key b ['a', 'b'] 2018-02-03T03:12:46.560000+00:00 True")),
                values("""
                        return " ".join(str(x) for x in (m.stream, m.shard, m.sequence, m.key, m.headers["trace"],
                            m.headers.all("trace"), m.time.isoformat(), m.time is m.time))
                        """, Value.NULL));
    }

    @Test
    void aMapIsARealDict() throws ProcessorException {
        Value input = Value.map("b", Value.of(1), "a", Value.list(Value.of(2)), "c", Value.map("x", Value.NULL));
        assertEquals(
                List.of(Value.of("True True {\"b\": 1, \"a\": [2], \"c\": {\"x\": null}} ['b', 'a', 'c'] True True")),
                values("""
                        import json
                        v = m.value
                        copied = v.copy()
                        merged = {**v, "d": 4} | {"e": 5}
                        v["a"].append(3); v["z"] = 1; del v["z"]; v["a"].pop()
                        return " ".join(str(x) for x in (isinstance(v, dict), type(v) is dict, json.dumps(v), list(v),
                            copied == v, merged == {"b": 1, "a": [2], "c": {"x": None}, "d": 4, "e": 5}))
                        """, input));
    }

    @Test
    void subclassesOfBuiltinTypesAreValues() throws ProcessorException {
        assertEquals(
                List.of(Value.list(
                        Value.map("a", Value.of(1)),
                        Value.list(Value.of(1), Value.of(2)),
                        Value.of("red"),
                        Value.of(3),
                        Value.of(Bytes.utf8("z")))),
                values("""
                        import collections, enum
                        counted = collections.Counter("a")
                        point = collections.namedtuple("Point", "x y")(1, 2)
                        color = enum.StrEnum("Color", {"RED": "red"}).RED
                        level = enum.IntEnum("Level", {"HIGH": 3}).HIGH
                        return [counted, point, color, level, bytearray(b"z")]
                        """, Value.NULL));
    }

    @Test
    void whatIsPrintedIsLoggedLineByLine() throws ProcessorException {
        try (PythonFixture python = PythonFixture.load("""
                import sys
                print("loading")
                def process(m, c):
                    print("one\\ntwo", end="")
                    print(" and three")
                    c.log("logged")
                    print("open", file=sys.stderr, end="")
                """)) {
            python.step(Value.NULL);
            assertEquals(List.of("loading", "one", "two and three", "logged", "open"), python.log);
        }
    }

    @Test
    void modulesBesideAreImportedAndTheirFilesNamed() throws ProcessorException {
        try (PythonFixture python = PythonFixture.load(
                World.Pace.REPLAY,
                "alerts.py",
                "import scales.richter\nfrom util import twice\n"
                        + "def process(m, c): return twice(scales.richter.BASE)\n",
                "scales/__init__.py",
                "",
                "scales/richter.py",
                "from . import base\nBASE = base.TEN\n",
                "scales/base.py",
                "TEN = 10\n",
                "util.py",
                "def twice(x): return 2 * x\n")) {
            assertEquals(Value.of(20), python.value(Value.NULL));
        }
    }

    @Test
    void theFileMayHaveAnyName() throws ProcessorException {
        try (PythonFixture python =
                PythonFixture.load(World.Pace.REPLAY, "my alerts-2.py", "def process(m, c): return __file__")) {
            assertEquals(Value.of("my alerts-2.py"), python.value(Value.NULL));
        }
    }

    @Test
    void processMayBeAnyCallableOfTwo() throws ProcessorException {
        String source = """
                class P:
                    def __call__(self, message, context):
                        return message.value + 1
                    def both(self, message, context, more=3):
                        return message.value + more
                process = %s
                """;
        try (PythonFixture python = PythonFixture.load(source.formatted("P()"))) {
            assertEquals(Value.of(2), python.value(Value.of(1)));
        }
        try (PythonFixture python = PythonFixture.load(source.formatted("P().both"))) {
            assertEquals(Value.of(4), python.value(Value.of(1)));
        }
    }
}
