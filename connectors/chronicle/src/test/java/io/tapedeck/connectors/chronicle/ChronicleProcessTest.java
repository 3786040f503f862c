package io.tapedeck.connectors.chronicle;

import static io.tapedeck.connectors.chronicle.ChronicleTest.LINEAGE;
import static io.tapedeck.connectors.chronicle.ChronicleTest.context;
import static io.tapedeck.connectors.chronicle.ChronicleTest.effect;
import static io.tapedeck.connectors.chronicle.ChronicleTest.read;
import static io.tapedeck.connectors.chronicle.ChronicleTest.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.BufferedReader;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A queue written by a process of its own, which is killed or locked out, and says nothing else. */
@Timeout(180)
class ChronicleProcessTest {
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    /** Goes on writing numbers until it is killed, flushing every few; says what it has flushed. */
    static final class Writer {
        public static void main(String[] arguments) throws Exception {
            Durability durability = Durability.valueOf(arguments[1]);
            Random random = new Random(Long.parseLong(arguments[2]));
            try (Sink sink = ChronicleSink.open(Path.of(arguments[0]), context(false, LINEAGE, durability))) {
                long ordinal = sink.last().map(EffectId::ordinal).orElse(0L);
                while (true) {
                    int batch = 1 + random.nextInt(500);
                    for (int i = 0; i < batch; i++) {
                        ordinal++;
                        sink.write(effect(sink, ordinal, 0, Output.of(Value.of(ordinal))));
                    }
                    sink.flush();
                    System.out.println(ordinal);
                }
            } catch (ConnectorException e) {
                System.out.println("! " + e.getMessage());
            }
        }
    }

    /** Dies in the middle of an excerpt, with Chronicle's lock held. */
    static final class HalfWriter {
        public static void main(String[] arguments) {
            SingleChronicleQueue queue = new QueueFolder(Path.of(arguments[0]))
                    .openToWrite(1 << 20, net.openhft.chronicle.core.time.SystemTimeProvider.INSTANCE);
            ExcerptAppender appender = queue.createAppender();
            DocumentContext document = appender.writingDocument();
            document.wire().bytes().write(new byte[400]);
            Runtime.getRuntime().halt(9);
        }
    }

    private static Process start(Class<?> main, Path path, Durability durability, long seed) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same flags as this test's own, which are those of the launcher.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                path.toString(),
                durability.name(),
                Long.toString(seed)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(new File(path + ".err")))
                .start();
    }

    private static void assertWhole(Path path, long last) throws Exception {
        List<Value> values = values(read(path, Optional.empty()));
        assertEquals(last, values.size());
        for (int i = 0; i < values.size(); i++) {
            assertEquals(Value.of(i + 1), values.get(i));
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenKilledAtRandomMoments() throws Exception {
        Path path = folder.resolve("queue");
        long seed = Long.getLong("tapedeck.seed", System.nanoTime());
        System.out.println("seed " + seed + " (-Dtapedeck.seed=… repeats it)");
        Random random = new Random(seed);
        long flushed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Durability durability = kill % 2 == 0 ? Durability.OS : Durability.FSYNC;
            Process writer = start(Writer.class, path, durability, random.nextLong());
            try (BufferedReader said = writer.inputReader()) {
                flushed = Long.parseLong(said.readLine());
                Thread.sleep(random.nextInt(200));
                writer.destroyForcibly();
            }
            writer.waitFor();
            // The JVM itself tells of JAVA_TOOL_OPTIONS there.
            assertEquals("", Files.readString(Path.of(path + ".err")).replaceAll("(?m)^Picked up .*\\R", ""));
        }
        try (Sink sink = ChronicleSink.open(path, context())) {
            long last = sink.last().orElseThrow().ordinal();
            assertTrue(last >= flushed, "flushed " + flushed + ", found " + last);
            sink.write(effect(sink, last + 1, 0, Output.of(Value.of(last + 1))));
            sink.flush();
            assertWhole(path, last + 1);
        }
    }

    @Test
    void shouldNotBeBlockedByAnExcerptThatWasNeverFinished() throws Exception {
        Path path = folder.resolve("queue");
        for (int ordinal = 1; ordinal <= 3; ordinal++) {
            long startNanos = System.nanoTime();
            try (Sink sink = ChronicleSink.open(path, context())) {
                assertEquals(ordinal - 1, sink.last().map(EffectId::ordinal).orElse(0L));
                sink.write(effect(sink, ordinal, 0, Output.of(Value.of(ordinal))));
            }
            assertTrue(System.nanoTime() - startNanos < 5_000_000_000L, "recovery takes too long");
            assertEquals(9, start(HalfWriter.class, path, Durability.OS, 0).waitFor());
        }
        assertWhole(path, 3);
    }

    @Test
    void shouldRefuseASecondWriterInAnotherProcess() throws Exception {
        Path path = folder.resolve("queue");
        try (Sink sink = ChronicleSink.open(path, context())) {
            Process writer = start(Writer.class, path, Durability.OS, 0);
            assertEquals(
                    "! another run is writing to " + path, writer.inputReader().readLine());
            writer.waitFor();
            sink.write(effect(sink, 1, 0, Output.of(Value.of(1))));
        }
        assertWhole(path, 1);
    }
}
