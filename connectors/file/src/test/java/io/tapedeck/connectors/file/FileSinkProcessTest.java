package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.LINEAGE;
import static io.tapedeck.connectors.file.Endpoints.contents;
import static io.tapedeck.connectors.file.Endpoints.context;
import static io.tapedeck.connectors.file.Endpoints.effect;
import static io.tapedeck.connectors.file.Endpoints.sink;
import static io.tapedeck.connectors.file.Endpoints.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sink in a process of its own, which is killed, locked out, or given too small a disk. */
@Timeout(120)
class FileSinkProcessTest {
    private static final int KILLS = 4;
    private static final int MAX = 50_000_000;

    @TempDir
    private Path folder;

    /** Goes on writing numbers to the file until it is killed, flushing every few; says what it has flushed. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            Durability durability = Durability.valueOf(arguments[1]);
            Random random = new Random(Long.parseLong(arguments[2]));
            try (Sink sink = sink(Path.of(arguments[0]), context(LINEAGE, false, durability))) {
                long ordinal = sink.last().map(EffectId::ordinal).orElse(0L);
                while (ordinal < MAX) {
                    int batch = 1 + random.nextInt(500);
                    for (int i = 0; i < batch; i++) {
                        ordinal++;
                        sink.write(effect(sink, new EffectId(ordinal, 0), Value.of(ordinal)));
                    }
                    sink.flush();
                    System.out.println(ordinal);
                }
            } catch (ConnectorException e) {
                System.out.println("! " + e.getMessage());
            }
        }
    }

    private static Process start(Path path, Durability durability, long seed, String... before) throws Exception {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                path.toString(),
                durability.name(),
                Long.toString(seed)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(new File(path + ".err")))
                .start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.txt", "out.tape", "out.ss"})
    void shouldLoseAndDoubleNothingWhenKilledAtRandomMoments(String name) throws Exception {
        Path path = folder.resolve(name);
        long seed = Long.getLong("tapedeck.seed", System.nanoTime());
        System.out.println("seed " + seed + " (-Dtapedeck.seed=… repeats it)");
        Random random = new Random(seed);
        long flushed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(path, kill % 2 == 0 ? Durability.OS : Durability.FSYNC, random.nextLong());
            // What stays in the pipe after the kill is lost: what was read of it is a lower bound.
            flushed = Long.parseLong(writer.inputReader().readLine());
            Thread.sleep(random.nextInt(200));
            while (writer.inputReader().ready()) {
                flushed = Long.parseLong(writer.inputReader().readLine());
            }
            writer.destroyForcibly();
            writer.waitFor();
            assertTrue(Files.readString(Path.of(path + ".err"))
                    .replaceAll("(?m)^Picked up .*\\R", "")
                    .isEmpty());
        }
        try (Sink sink = sink(path)) {
            long last = sink.last().orElseThrow().ordinal();
            assertTrue(last >= flushed, "flushed " + flushed + ", found " + last);
            List<String> lines = contents(path);
            assertEquals(last, lines.size());
            for (int i = 0; i < lines.size(); i++) {
                assertEquals(Integer.toString(i + 1), lines.get(i));
            }
        }
    }

    /** What a follower was given stays: the next writer goes on behind it. */
    @Test
    void shouldBeFollowedAcrossTheDeathsOfItsWriters() throws Exception {
        Path path = folder.resolve("out.tape");
        long expected = 0;
        sink(path).close();
        try (Source source = source(path, Map.of("follow", true))) {
            source.seek(Optional.empty());
            for (int kill = 0; kill < KILLS; kill++) {
                Process writer = start(path, Durability.OS, kill);
                long until = expected + 20_000;
                while (expected < until) {
                    Polled.Input input = (Polled.Input) source.poll(Duration.ofSeconds(60));
                    expected++;
                    assertEquals(expected, input.message().sequence());
                    assertEquals(
                            ValueEncoder.encode(Value.of(expected)),
                            input.message().payload());
                }
                writer.destroyForcibly().waitFor();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.txt", "out.tape", "out.ss"})
    void shouldRefuseASecondWriterInAnotherProcess(String name) throws Exception {
        Path path = folder.resolve(name);
        try (Sink sink = sink(path)) {
            Process writer = start(path, Durability.OS, 0);
            assertEquals(
                    "! another run is writing to " + path, writer.inputReader().readLine());
            writer.waitFor();
            sink.write(effect(sink, new EffectId(1, 0), Value.of(1)));
        }
        Process writer = start(path, Durability.OS, 0);
        try {
            assertTrue(Long.parseLong(writer.inputReader().readLine()) > 1);
            String refusal =
                    assertThrows(ConnectorException.class, () -> sink(path)).getMessage();
            assertEquals("another run is writing to " + path, refusal);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** The shell's limit on a file's size stands for a full disk: a write then ends half done. */
    @ParameterizedTest
    @ValueSource(strings = {"out.txt", "out.tape", "out.ss"})
    void shouldGoOnAfterTheDiskWasFull(String name) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell to limit a file's size");
        Path path = folder.resolve(name);
        Process limited = start(path, Durability.OS, 0, "/bin/sh", "-c", "ulimit -f 300; exec \"$@\"", "sh");
        String last = limited.inputReader().lines().reduce("", (earlier, later) -> later);
        limited.waitFor();
        assertTrue(last.startsWith("! cannot write to " + path + ": "), last);
        Process writer = start(path, Durability.OS, 0);
        assertTrue(Long.parseLong(writer.inputReader().readLine()) > 1000);
        writer.destroyForcibly().waitFor();
        try (Sink sink = sink(path)) {
            List<String> lines = contents(path);
            assertEquals(sink.last().orElseThrow().ordinal(), lines.size());
            for (int i = 0; i < lines.size(); i++) {
                assertEquals(Integer.toString(i + 1), lines.get(i));
            }
        }
    }
}
