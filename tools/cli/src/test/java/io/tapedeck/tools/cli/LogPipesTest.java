package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Log commands and what is at the other end of their pipes. */
final class LogPipesTest {
    @TempDir
    private Path folder;

    private Process start(String... words) throws IOException {
        return new Shelled(folder).builder(words).start();
    }

    private static void assertEnds(int exit, Process process) throws IOException, InterruptedException {
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it does not end");
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .replaceAll("(?m)^Picked up .*\\R", "");
        assertEquals("", errors);
        assertEquals(exit, process.exitValue());
    }

    @Test
    @Timeout(60)
    void aPipeClosedEarlyIsNoError() throws Exception {
        Path log = LogCommands.orders(folder.resolve("long.tape"), 20_000);
        for (List<String> words : List.of(
                List.of("log", "cat", log.toString(), "--json"),
                List.of("log", "export", log.toString(), "-", "--format", "csv"))) {
            Process process = start(words.toArray(String[]::new));
            try (BufferedReader out = process.inputReader()) {
                assertTrue(out.readLine().contains(words.contains("cat") ? "\"sequence\":1," : "id,text"));
            }
            assertEnds(0, process);
        }
    }

    @Test
    @Timeout(60)
    void aFullDiskIsAnError() throws Exception {
        if (!Files.exists(Path.of("/dev/full"))) {
            return;
        }
        Path log = LogCommands.orders(folder.resolve("long.tape"), 2_000);
        Process process = new Shelled(folder)
                .builder("log", "cat", log.toString(), "--json")
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(1, process.exitValue());
        assertTrue(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .contains("cannot write to standard output"));
    }

    @Test
    @Timeout(60)
    void standardInputIsImported() throws Exception {
        Process process = start("log", "import", "-", folder.resolve("in.tape").toString(), "--stream", "s", "--json");
        process.getOutputStream().write("{\"a\":1}\n2".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertEnds(0, process);
        assertEquals(
                List.of("s/0@1", "s/0@2"),
                LogMakeTest.messages(folder.resolve("in.tape")).stream()
                        .map(record -> record.message().place())
                        .toList());
    }

    /** Two followers of one log; one is told to stop, the other's reader goes away while nothing is written. */
    @Test
    @Timeout(60)
    void followersPrintWhatIsWrittenUntilTheyAreStopped() throws Exception {
        Path log = folder.resolve("growing");
        Process writer = writer(log);
        try (BufferedReader written = writer.inputReader()) {
            step(writer, written, 1);
            Process first = start("log", "cat", log.toString(), "--follow", "--json");
            Process second = start("log", "cat", log.toString(), "--follow", "--json", "--durable", "--from", "#3");
            BufferedReader of1 = first.inputReader();
            BufferedReader of2 = second.inputReader();
            assertSequence(1, of1);
            for (int i = 2; i <= 80; i++) { // several segments
                step(writer, written, i);
                assertSequence(i, of1);
                if (i >= 3) {
                    assertSequence(i, of2);
                }
            }
            first.toHandle().destroy(); // SIGTERM; Process.destroy() would close its pipes too
            assertEnds(0, first);
            of2.close();
            assertEnds(0, second);
        } finally {
            writer.destroyForcibly();
        }
    }

    @Test
    @Timeout(60)
    void aFollowerEndsBehindTheLastThatIsWanted() throws Exception {
        Path log = folder.resolve("growing");
        Process writer = writer(log);
        try (BufferedReader written = writer.inputReader()) {
            step(writer, written, 1);
            Process follower = start("log", "cat", log.toString(), "--follow", "--json", "--to", "orders/0@2");
            BufferedReader out = follower.inputReader();
            assertSequence(1, out);
            step(writer, written, 2);
            assertSequence(2, out);
            assertEnds(0, follower);
        } finally {
            writer.destroyForcibly();
        }
    }

    private static Process writer(Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LogCommands.OtherWriter.class.getName(),
                        log.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void step(Process writer, BufferedReader written, int sequence) throws IOException {
        writer.getOutputStream().write('\n');
        writer.getOutputStream().flush();
        assertEquals(String.valueOf(sequence), written.readLine());
    }

    private static void assertSequence(long sequence, BufferedReader out) throws IOException {
        String line = out.readLine();
        assertTrue(line != null && line.contains("\"sequence\":" + sequence + ","), "wanted " + sequence + ": " + line);
    }
}
