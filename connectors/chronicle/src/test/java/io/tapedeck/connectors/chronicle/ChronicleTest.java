package io.tapedeck.connectors.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ChronicleTest {
    static final UUID LINEAGE = new UUID(1, 2);

    @TempDir
    private Path folder;

    static SinkContext context(boolean overwrite, UUID lineage, Durability durability) {
        return new SinkContext(lineage, "run1", 0, overwrite, durability);
    }

    static SinkContext context() {
        return context(false, LINEAGE, Durability.OS);
    }

    static Endpoint endpoint(Path path, Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse("chronicle://" + path), Path.of("."), options);
    }

    static Effect effect(Sink sink, long ordinal, int index, Output output) throws EncodingException {
        return new Effect(new EffectId(ordinal, index), ordinal * 1000, output, sink.encode(output));
    }

    static List<Polled.Input> read(Path path, Optional<Value> after) throws Exception {
        List<Polled.Input> inputs = new ArrayList<>();
        try (Source source = new ChronicleConnector().openSource(endpoint(path, Map.of()), ShardShare.ALL)) {
            source.seek(after);
            while (source.poll(Duration.ZERO) instanceof Polled.Input input) {
                inputs.add(input);
            }
            assertEquals(Polled.Ended.INSTANCE, source.poll(Duration.ZERO));
        }
        return inputs;
    }

    static List<Value> values(List<Polled.Input> inputs) throws Exception {
        List<Value> values = new ArrayList<>();
        for (Polled.Input input : inputs) {
            values.add(new PayloadDecoder().decode(input.message()));
        }
        return values;
    }

    private static Optional<EffectId> last(Path path, SinkContext context) throws ConnectorException {
        try (Sink sink = ChronicleSink.open(path, context)) {
            return sink.last();
        }
    }

    private static void write(Path path, SinkContext context, int from, int to) throws Exception {
        try (Sink sink = ChronicleSink.open(path, context)) {
            for (int i = from; i <= to; i++) {
                sink.write(effect(sink, i, 0, Output.of(Value.of(i))));
            }
        }
    }

    private static String refusal(Path path, SinkContext context) {
        return assertThrows(
                        ConnectorException.class,
                        () -> ChronicleSink.open(path, context).close())
                .getMessage();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldWriteOutputsAndRememberTheLast(Durability durability) throws Exception {
        Path path = folder.resolve("var/my alerts");
        SinkContext context = context(false, LINEAGE, durability);
        Output output = new Output(Value.map("a", Value.of(1)), Value.of("key"), List.of(new Header("h", Value.NULL)));
        try (Sink sink = ChronicleSink.open(path, context)) {
            assertEquals(Optional.empty(), sink.last());
            sink.write(effect(sink, 1, 0, output));
            sink.write(effect(sink, 1, 1, Output.of(Value.NULL)));
            sink.flush();
            assertEquals(Optional.of(new EffectId(1, 1)), sink.last());
            sink.write(effect(sink, 5, 0, Output.of(Value.of("text"))));
        }
        assertEquals(Optional.of(new EffectId(5, 0)), last(path, context));
        List<Polled.Input> inputs = read(path, Optional.empty());
        assertEquals(List.of(output.value(), Value.NULL, Value.of("text")), values(inputs));
        assertEquals("my-alerts", inputs.getFirst().message().stream().name());
        assertEquals(1000, inputs.getFirst().message().timeNanos());
        assertEquals(output.key(), inputs.getFirst().message().key());
        assertEquals(output.headers(), inputs.getFirst().message().headers());
        assertEquals(PayloadEncoding.VALUE, inputs.getFirst().message().encoding());
    }

    @Test
    void shouldGoOnFromEveryPosition() throws Exception {
        Path path = folder.resolve("queue");
        write(path, context(), 1, 20);
        List<Polled.Input> all = read(path, Optional.empty());
        assertEquals(20, all.size());
        for (int i = 0; i < all.size(); i++) {
            assertEquals(
                    all.subList(i + 1, all.size()),
                    read(path, Optional.of(all.get(i).position())));
        }
        write(path, context(), 21, 22);
        assertEquals(
                List.of(Value.of(21), Value.of(22)),
                values(read(path, Optional.of(all.getLast().position()))));
    }

    @Test
    void shouldRefuseWhatAnotherRunOrNobodyWrote() throws Exception {
        Path path = folder.resolve("queue");
        write(path, context(), 1, 3);
        Files.writeString(path.resolve("mine.txt"), "kept");
        SinkContext other = context(false, new UUID(3, 4), Durability.OS);
        assertEquals(
                "the Chronicle queue " + path
                        + " holds the outputs of another run: --overwrite replaces it, or write to another path",
                refusal(path, other));
        assertEquals(3, read(path, Optional.empty()).size());
        Value position = read(path, Optional.empty()).getLast().position();
        assertEquals(Optional.empty(), last(path, context(true, new UUID(3, 4), Durability.OS)));
        write(path, other, 7, 9);
        assertEquals(List.of(Value.of(7), Value.of(8), Value.of(9)), values(read(path, Optional.empty())));
        assertEquals("kept", Files.readString(path.resolve("mine.txt")));
        String gone = assertThrows(ConnectorException.class, () -> read(path, Optional.of(position)))
                .getMessage();
        assertTrue(gone.contains("was replaced or cut"), gone);
    }

    @Test
    void shouldReadForeignExcerptsAsTextOrBytes() throws Exception {
        Path path = folder.resolve("foreign");
        String longText = "ü".repeat(300);
        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(path)
                        .blockSize(1 << 16)
                        .build();
                ExcerptAppender appender = queue.createAppender()) {
            appender.writeText("täxt");
            appender.writeText(longText);
            try (DocumentContext document = appender.writingDocument()) {
                document.wire().bytes().write(new byte[] {1, 2, 3});
            }
        }
        List<Polled.Input> inputs = read(path, Optional.empty());
        assertEquals(
                List.of(Value.of("täxt"), Value.of(longText), Value.of(Bytes.wrap(new byte[] {1, 2, 3}))),
                values(inputs));
        assertTrue(refusal(path, context()).contains("ends with an excerpt that no run wrote"));
        assertEquals(Optional.empty(), last(path, context(true, LINEAGE, Durability.OS)));
    }

    @Test
    void shouldHandOnADamagedExcerptAsMalformed() throws Exception {
        Path path = folder.resolve("queue");
        write(path, context(), 1, 3);
        Path file;
        try (var files = Files.newDirectoryStream(path, "*.cq4")) {
            file = files.iterator().next();
        }
        byte[] bytes = Files.readAllBytes(file);
        int magic = 0;
        while (bytes[magic] != 'T' || bytes[magic + 1] != 'D' || bytes[magic + 2] != 'Q') {
            magic++;
        }
        bytes[magic + 30] ^= 1;
        Files.write(file, bytes);
        List<Polled.Input> inputs = read(path, Optional.empty());
        assertEquals(PayloadEncoding.MALFORMED, inputs.getFirst().message().encoding());
        assertEquals(List.of(Value.of(2), Value.of(3)), values(inputs.subList(1, 3)));
    }

    @Test
    void shouldWaitForMoreWhileFollowing() throws Exception {
        Path path = folder.resolve("queue");
        AtomicLong millis = new AtomicLong(1_750_000_000_000L);
        try (Sink sink = ChronicleSink.open(path, context(), millis::get)) {
            sink.write(effect(sink, 1, 0, Output.of(Value.of(1))));
            try (Source source =
                    new ChronicleConnector().openSource(endpoint(path, Map.of("follow", true)), ShardShare.ALL)) {
                source.seek(Optional.empty());
                assertTrue(source.poll(Duration.ZERO) instanceof Polled.Input);
                assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
                sink.write(effect(sink, 2, 0, Output.of(Value.of(2))));
                assertTrue(source.poll(Duration.ofSeconds(10)) instanceof Polled.Input);
                millis.addAndGet(3 * 86_400_000L);
                sink.write(effect(sink, 3, 0, Output.of(Value.of(3))));
                assertTrue(source.poll(Duration.ofSeconds(10)) instanceof Polled.Input, "a new day's file");
                Thread.currentThread().interrupt();
                assertThrows(InterruptedException.class, () -> source.poll(Duration.ofSeconds(60)));
            }
        }
        assertEquals(3, read(path, Optional.empty()).size());
        try (Sink sink = ChronicleSink.open(path, context(), () -> millis.addAndGet(86_400_000L))) {
            assertEquals(Optional.of(new EffectId(3, 0)), sink.last());
        }
    }

    @Test
    void shouldFindTheLastWhateverTheClockDoes() throws Exception {
        Path path = folder.resolve("queue");
        long day = 86_400_000L;
        int ordinal = 0;
        for (long at : new long[] {100 * day, 103 * day, 101 * day, 101 * day, 110 * day, 10 * day}) {
            try (Sink sink = ChronicleSink.open(path, context(), () -> at)) {
                assertEquals(ordinal, sink.last().map(EffectId::ordinal).orElse(0L));
                ordinal++;
                sink.write(effect(sink, ordinal, 0, Output.of(Value.of(ordinal))));
            }
        }
        List<Value> values = values(read(path, Optional.empty()));
        assertEquals(List.of(Value.of(1), Value.of(2), Value.of(3), Value.of(4), Value.of(5), Value.of(6)), values);
    }

    @Test
    void shouldLookBehindAFileThatHasNoExcerptYet() throws Exception {
        Path path = folder.resolve("queue");
        long day = 86_400_000L;
        try (Sink sink = ChronicleSink.open(path, context(), () -> 100 * day)) {
            sink.write(effect(sink, 1, 0, Output.of(Value.of(1))));
        }
        for (int later = 101; later < 104; later++) {
            long at = later * day;
            try (SingleChronicleQueue queue = new QueueFolder(path).openToWrite(1 << 20, () -> at);
                    ExcerptAppender appender = queue.createAppender();
                    DocumentContext document = appender.writingDocument()) {
                document.rollbackOnClose();
            }
        }
        assertTrue(new QueueFolder(path).files().size() > 2, "an empty file of a later day");
        try (Sink sink = ChronicleSink.open(path, context(), () -> 105 * day)) {
            assertEquals(Optional.of(new EffectId(1, 0)), sink.last());
            sink.write(effect(sink, 2, 0, Output.of(Value.of(2))));
        }
        assertEquals(List.of(Value.of(1), Value.of(2)), values(read(path, Optional.empty())));
    }

    @Test
    void shouldDoWithoutTheMetadata() throws Exception {
        Path path = folder.resolve("queue");
        write(path, context(), 1, 3);
        Files.delete(path.resolve("metadata.cq4t"));
        assertEquals(3, read(path, Optional.empty()).size());
        assertEquals(Optional.of(new EffectId(3, 0)), last(path, context()));
        write(path, context(), 4, 4);
        assertEquals(4, read(path, Optional.empty()).size());
    }

    @Test
    void shouldRefuseASecondWriter() throws Exception {
        Path path = folder.resolve("queue");
        try (Sink sink = ChronicleSink.open(path, context())) {
            assertEquals("another run is writing to " + path, refusal(path, context()));
            sink.write(effect(sink, 1, 0, Output.of(Value.NULL)));
        }
        assertEquals(Optional.of(new EffectId(1, 0)), last(path, context()));
    }

    @Test
    void shouldTakeLargeOutputsAndStaySmallWithSmallOnes() throws Exception {
        Path path = folder.resolve("queue");
        write(path, context(), 1, 100);
        assertTrue(sizeShown(path) < 2 << 20, "shown: " + sizeShown(path));
        List<Value> large = new ArrayList<>();
        try (Sink sink = ChronicleSink.open(path, context())) {
            int ordinal = 100;
            for (int length : new int[] {261_000, 262_144, 1_048_575, 5_000_000, 20_000_000, 3}) {
                large.add(Value.of("x".repeat(length)));
                sink.write(effect(sink, ++ordinal, 0, Output.of(large.getLast())));
            }
            Output tooLarge = Output.of(Value.of(Bytes.wrap(new byte[ChronicleSink.OUTPUT_BYTES_MAX])));
            String refusal = assertThrows(EncodingException.class, () -> sink.encode(tooLarge))
                    .getMessage();
            assertTrue(refusal.contains("at most 67108864"), refusal);
        }
        assertEquals(Optional.of(new EffectId(106, 0)), last(path, context()));
        List<Value> values = values(read(path, Optional.empty()));
        assertEquals(large, values.subList(100, values.size()));
    }

    private static long sizeShown(Path path) throws Exception {
        try (var files = Files.list(path)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void shouldSayWhyAFolderIsNoQueue() throws Exception {
        ChronicleConnector connector = new ChronicleConnector();
        Path missing = folder.resolve("missing");
        assertEquals(
                List.of(new Mistake("url", "there is no folder " + missing)),
                connector.checkSource(endpoint(missing, Map.of())));
        assertEquals(
                List.of(new Mistake("url", folder + " is not a Chronicle queue: it has no .cq4 file")),
                connector.checkSource(endpoint(folder, Map.of())));
        assertFalse(Files.exists(missing));
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(
                List.of(new Mistake("url", file + " is a file; a Chronicle queue is a folder")),
                connector.checkSink(endpoint(file, Map.of())));
        assertEquals(file + " is a file; a Chronicle queue is a folder", refusal(file, context()));
        assertThrows(ConnectorException.class, () -> connector.openSource(endpoint(missing, Map.of()), ShardShare.ALL));
    }
}
