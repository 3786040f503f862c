package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.FailureKind;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureTest {
    private static ProcessorException failure(String... files) throws ProcessorException {
        try (PythonFixture python = PythonFixture.load(World.Pace.REPLAY, files)) {
            return assertThrows(ProcessorException.class, () -> python.step(Value.NULL));
        }
    }

    private static ProcessorException loadFailure(String... files) {
        return assertThrows(ProcessorException.class, () -> PythonFixture.load(World.Pace.REPLAY, files));
    }

    @Test
    void anExceptionIsNamedWithItsLineAndTraceback() throws ProcessorException {
        ProcessorException failure = failure("alerts.py", """
                import helper
                SCALES = {}
                def process(quake, context):
                    return helper.look(SCALES, "mw")
                """, "helper.py", "def look(d, k):\n    return d[k]\n");
        assertEquals(FailureKind.ERROR, failure.kind());
        assertEquals("KeyError: 'mw'", failure.error());
        assertEquals("helper.py:2, in look", failure.location().orElseThrow().toString());
        assertEquals("""
                Traceback (most recent call last):
                  File "alerts.py", line 4, in process
                    return helper.look(SCALES, "mw")
                  File "helper.py", line 2, in look
                    return d[k]
                KeyError: 'mw'""", failure.traceback());
    }

    @Test
    void onlyTheUsersFramesAreShown() throws ProcessorException {
        ProcessorException failure = failure("alerts.py", "import json\ndef process(m, c):\n    json.loads('{')\n");
        assertTrue(
                failure.error().startsWith("json.decoder.JSONDecodeError: Expecting property name"), failure.error());
        assertEquals("alerts.py:3, in process", failure.location().orElseThrow().toString());
        assertEquals(4, failure.traceback().lines().count(), failure.traceback());
    }

    @Test
    void causesAreShownAndOwnExceptionsHaveTheirName() throws ProcessorException {
        ProcessorException failure = failure("alerts.py", """
                class Broken(Exception): pass
                def process(m, c):
                    try:
                        1 / 0
                    except ZeroDivisionError as e:
                        raise Broken("first\\nsecond") from e
                """);
        assertEquals("Broken: first", failure.error());
        assertEquals("""
                Traceback (most recent call last):
                  File "alerts.py", line 4, in process
                    1 / 0
                ZeroDivisionError: division by zero

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "alerts.py", line 6, in process
                    raise Broken("first\\nsecond") from e
                Broken: first""", failure.traceback());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'tags': {1}}|cannot emit a set (at .tags): use a sorted list",
                "[0, {'a b': [print]}]|cannot emit a method (at [1][\"a b\"][0]): functions and classes are not values",
                "object()|cannot emit an object: use a dict",
                "int|cannot emit a class: functions and classes are not values",
                "{(1, 2): 3}|cannot emit a dict with a tuple as key: use strings as keys",
                "{'d': __import__('datetime').date(2020, 1, 1)}"
                        + "|cannot emit a date (at .d): use a datetime, or isoformat()",
                "__import__('decimal').Decimal('NaN')|cannot emit the decimal NaN: use a float",
                "range(3)|cannot emit a range: use list()",
                "m|cannot emit a Message: use message.value",
            })
    void whatIsNoValueCannotBeEmitted(String expression, String error) throws ProcessorException {
        ProcessorException returned = failure("alerts.py", "def process(m, c):\n    return " + expression);
        assertEquals(FailureKind.SINK, returned.kind());
        assertEquals(error, returned.error());
        assertEquals(
                "alerts.py:1, in process", returned.location().orElseThrow().toString());
        ProcessorException emitted = failure("alerts.py", "def process(m, c):\n    c.emit(" + expression + ")");
        assertEquals(error, emitted.error());
        assertEquals("alerts.py:2, in process", emitted.location().orElseThrow().toString());
    }

    @Test
    void aListThatHoldsItselfCannotBeEmitted() throws ProcessorException {
        ProcessorException failure =
                failure("alerts.py", "def process(m, c):\n    x = []\n    x.append(x)\n    return x");
        assertTrue(failure.error().startsWith("cannot emit a value nested deeper than 500"), failure.error());
    }

    @Test
    void theCodeMayCatchARefusedOutput() throws ProcessorException {
        try (PythonFixture python = PythonFixture.load(
                "def process(m, c):\n    try:\n        c.emit({1})\n    except TypeError as e:\n        return str(e)")) {
            assertEquals(Value.of("cannot emit a set: use a sorted list"), python.value(Value.NULL));
        }
    }

    @Test
    void aMissingProcessNamesWhatThereIs() {
        assertEquals(
                "alerts.py has no function \"process\" (it defines: transform, Scale)",
                loadFailure("alerts.py", "from json import loads\ndef transform(m): pass\nclass Scale: pass\n")
                        .error());
        assertEquals(
                "alerts.py has no function \"process\" (it defines no function)",
                loadFailure("alerts.py", "").error());
        ProcessorException one = loadFailure("alerts.py", "\ndef process(m): pass\n");
        assertEquals(FailureKind.LOAD, one.kind());
        assertEquals(
                "\"process\" in alerts.py takes 1 argument: it is called as process(message, context)", one.error());
        assertEquals("alerts.py:2, in process", one.location().orElseThrow().toString());
        assertEquals(
                "\"process\" in alerts.py is async: it is called as process(message, context)",
                loadFailure("alerts.py", "async def process(m, c): pass\n").error());
        assertEquals(
                "\"process\" in alerts.py is not a function but a dict",
                loadFailure("alerts.py", "process = {}\n").error());
    }

    @ParameterizedTest
    @CsvSource({
        "'x = 1\ny = (2\n', 2, SyntaxError: '(' was never closed",
        "'x = 1\n\n\nreturn = 2\n', 4, SyntaxError: invalid syntax",
        "'x = 1\ndef f():\n    y = 1\n     z = 2\n\nq = 3\n', 4, IndentationError: unexpected indent",
    })
    void aSyntaxErrorHasItsLine(String source, int line, String error) {
        ProcessorException failure = loadFailure("alerts.py", source);
        assertEquals(FailureKind.LOAD, failure.kind());
        assertEquals(error, failure.error());
        assertEquals("alerts.py:" + line, failure.location().orElseThrow().toString());
    }

    @Test
    void aSyntaxErrorInAnImportedFileIsThere() {
        ProcessorException failure = loadFailure("alerts.py", "import util\n", "util.py", "\n)\n");
        assertEquals(FailureKind.LOAD, failure.kind());
        assertEquals("util.py:2", failure.location().orElseThrow().toString());
    }

    @Test
    void aTopLevelThatThrowsIsAnError() {
        ProcessorException failure = loadFailure("alerts.py", "x = 1\nimport nothere\n");
        assertEquals(FailureKind.ERROR, failure.kind());
        assertEquals("ModuleNotFoundError: No module named 'nothere'", failure.error());
        assertEquals(
                "alerts.py:2, in <module>", failure.location().orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open('/etc/hosts')",
                "__import__('os').listdir('/')",
                "__import__('threading').Thread(target=print).start()",
                "__import__('socket').create_connection(('127.0.0.1', 1))",
            })
    void whatReachesOutIsRefused(String expression) throws ProcessorException {
        ProcessorException failure = failure("alerts.py", "def process(m, c):\n    " + expression + "\n");
        assertEquals(FailureKind.REFUSED, failure.kind(), failure.error());
        assertEquals("alerts.py", failure.location().orElseThrow().file());
    }

    @Test
    void exitIsAnError() throws ProcessorException {
        assertEquals(
                "SystemExit: 3",
                failure("alerts.py", "def process(m, c):\n    raise SystemExit(3)\n")
                        .error());
    }

    @Test
    void aRecursionThatIsTooDeepIsAnErrorWithAShortTraceback() throws ProcessorException {
        ProcessorException failure = failure("alerts.py", """
                import sys
                sys.setrecursionlimit(50)
                def dive():
                    dive()
                def process(m, c):
                    dive()
                """);
        assertEquals(FailureKind.ERROR, failure.kind());
        assertEquals("RecursionError: maximum recursion depth exceeded", failure.error());
        assertEquals("alerts.py:4, in dive", failure.location().orElseThrow().toString());
        assertEquals("""
                Traceback (most recent call last):
                  File "alerts.py", line 6, in process
                    dive()
                  File "alerts.py", line 4, in dive
                    dive()
                  File "alerts.py", line 4, in dive
                    dive()
                  File "alerts.py", line 4, in dive
                    dive()
                  …
                RecursionError: maximum recursion depth exceeded""", failure.traceback());
    }

    @Test
    void aStackThatIsTooSmallCannotBeCaught() throws ProcessorException {
        ProcessorException failure = failure("alerts.py", """
                import sys
                sys.setrecursionlimit(1_000_000)
                def dive():
                    dive()
                def process(m, c):
                    try:
                        dive()
                    except BaseException:
                        pass
                    finally:
                        c.emit("caught")
                """);
        assertEquals(FailureKind.LIMIT, failure.kind(), failure.error());
        assertEquals(
                "the calls went too deep for the machine's stack, which differs between machines", failure.error());
    }
}
