package io.tapedeck.processors.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Value;
import io.tapedeck.runtime.ProcessorException;
import io.tapedeck.runtime.World;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DeterminismTest {
    @Test
    @Timeout(240)
    void otherMachinesSeeTheSame() throws Exception {
        String here = DeterminismProbe.run();
        assertEquals(here, DeterminismProbe.run(), "in a second context");
        assertEquals(
                here,
                otherMachine("-Duser.timezone=Asia/Tokyo", "-Duser.language=tr", "-Duser.country=TR", "-Xmx700m"));
        assertEquals(
                here,
                otherMachine(
                        "-Duser.timezone=America/New_York",
                        "-Duser.language=ar",
                        "-Duser.country=EG",
                        "-Dfile.encoding=ISO-8859-1",
                        "-XX:+UseSerialGC"));
    }

    /** A second JVM, without the just-in-time compiler for Python. */
    private static String otherMachine(String... options) throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"),
                        Stream.of(options),
                        Stream.of("-cp", System.getProperty("java.class.path"), DeterminismProbe.class.getName()))
                .flatMap(each -> each)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.PIPE);
        builder.environment().put("TZ", "Asia/Kolkata");
        builder.environment().put("LC_ALL", "de_DE.UTF-8");
        File errors = File.createTempFile("probe", ".err");
        Process process = builder.redirectError(errors).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // The JVM itself tells of JAVA_TOOL_OPTIONS there.
        String error = java.nio.file.Files.readString(errors.toPath()).replaceAll("(?m)^Picked up .*\\R", "");
        assertEquals(0, process.waitFor(), error);
        assertEquals("", error, "nothing on stderr");
        return output;
    }

    @Test
    void noStepDependsOnWhatWasDrawnBefore() throws ProcessorException {
        String source = """
                import random, secrets, uuid, time, os
                own = random.Random()
                def process(m, c):
                    if m.value == "draw":
                        for _ in range(m.sequence): random.random(), own.gauss(0, 1), os.urandom(3), time.time()
                        random.gauss(0, 1); uuid.uuid1(); time.sleep(3)
                        return
                    return [random.random(), own.random(), random.gauss(0, 1), own.gauss(0, 1), secrets.token_hex(4),
                        str(uuid.uuid4()), str(uuid.uuid1()), time.time_ns(), time.process_time_ns(),
                        random.SystemRandom().gauss(0, 1), c.random.random()]
                """;
        try (PythonFixture fresh = PythonFixture.load(source);
                PythonFixture used = PythonFixture.load(source)) {
            used.stepAt(1, Value.of("draw"));
            used.stepAt(2, Value.of("read"));
            used.stepAt(7, Value.of("draw"));
            List<?> expected = fresh.stepAt(8, Value.of("read"));
            assertEquals(expected, used.stepAt(8, Value.of("read")));
            assertNotEquals(expected, used.stepAt(9, Value.of("read")));
        }
    }

    @Test
    void seededGeneratorsKeepTheirStream() throws ProcessorException {
        String source = """
                import random
                own = random.Random(42)
                def process(m, c):
                    return [own.random(), own.gauss(0, 1), own.getrandbits(70)]
                """;
        try (PythonFixture python = PythonFixture.load(source)) {
            // What CPython draws.
            assertEquals(Value.of(0.6394267984578837), python.value(Value.NULL).get(0));
            assertNotEquals(
                    Value.of(0.6394267984578837), python.value(Value.NULL).get(0));
        }
    }

    @Test
    void timeStandsStillButLoopsThatWaitForItEnd() throws ProcessorException {
        String source = """
                import time, datetime
                def process(m, c):
                    start = time.monotonic()
                    first = [time.time(), datetime.datetime.now().isoformat(), str(datetime.date.today())]
                    while time.monotonic() < start + 5: pass
                    end = datetime.datetime.now() + datetime.timedelta(seconds=2)
                    while datetime.datetime.__mro__[1].today() and datetime.datetime.now() < end: pass
                    before = time.time_ns()
                    time.sleep(0.25)
                    time.sleep(2)
                    return [*first, (time.time_ns() - before) // 10**6]
                """;
        try (PythonFixture python = PythonFixture.load(source)) {
            double seconds = PythonFixture.START_NANOS / 1e9 + 1;
            assertEquals(
                    Value.list(
                            Value.of(seconds), Value.of("2023-11-14T22:13:21"), Value.of("2023-11-14"), Value.of(2253)),
                    python.value(Value.NULL));
        }
    }

    @Test
    void liveSleepsWait() throws ProcessorException {
        try (PythonFixture python =
                PythonFixture.load(World.Pace.LIVE, "alerts.py", "import time\ndef process(m, c): time.sleep(0.3)")) {
            Instant start = Instant.now();
            python.step(Value.NULL);
            assertTrue(Instant.now().isAfter(start.plusMillis(299)));
        }
    }
}
