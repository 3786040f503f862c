package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the tests of the second reader, {@code spec/reader/}, which is written from the specification alone and reads
 * every vector. The system property {@code python} names the interpreter; else it is {@code python3} of the path.
 * Without one the test is skipped, or fails where {@code servers.required} is true.
 */
class PythonReaderTest {
    private static final Path SPEC = Path.of(System.getProperty("tapedeck.root"), "spec");
    private static final long MINUTES_MAX = 5;

    @TempDir
    Path folder;

    @Test
    void theSecondReaderPassesItsTests() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = start(python(), output);
        try {
            assertTrue(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES), () -> "took too long:\n" + textOf(output));
            assertEquals(0, process.exitValue(), () -> textOf(output));
        } finally {
            process.destroyForcibly();
        }
        assertTrue(textOf(output).matches("(?s).*Ran [1-9][0-9]+ tests.*OK.*"), () -> textOf(output));
    }

    private static Process start(String python, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python, "-B", "-m", "unittest", "discover", "reader");
        builder.directory(SPEC.toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    private static String python() {
        return Optional.ofNullable(System.getProperty("python"))
                .or(PythonReaderTest::pythonOfThePath)
                .orElseGet(PythonReaderTest::skip);
    }

    private static Optional<String> pythonOfThePath() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(name -> !name.isEmpty())
                .map(name -> Path.of(name, "python3"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String skip() {
        String missing = "there is no python3 on the path, and -Dpython=… names none";
        if (Boolean.getBoolean("servers.required")) {
            throw new AssertionError(missing);
        }
        return abort(missing);
    }

    private static String textOf(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }
}
