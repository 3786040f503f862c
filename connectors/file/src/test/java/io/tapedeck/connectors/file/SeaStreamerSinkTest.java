package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.LINEAGE;
import static io.tapedeck.connectors.file.Endpoints.contents;
import static io.tapedeck.connectors.file.Endpoints.context;
import static io.tapedeck.connectors.file.Endpoints.effect;
import static io.tapedeck.connectors.file.Endpoints.endpoint;
import static io.tapedeck.connectors.file.Endpoints.read;
import static io.tapedeck.connectors.file.Endpoints.sink;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Header;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import io.tapedeck.log.seastreamer.SeaStreamerReader;
import io.tapedeck.log.seastreamer.SeaStreamerVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeaStreamerSinkTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("out.ss");
    }

    private void write(Value... values) throws Exception {
        try (Sink sink = sink(path)) {
            long ordinal = sink.last().map(EffectId::ordinal).orElse(0L);
            for (Value value : values) {
                sink.write(effect(sink, new EffectId(++ordinal, 0), value));
            }
        }
    }

    private static Effect effectAt(Sink sink, long ordinal, long timeNanos) throws EncodingException {
        Output output = Output.of(Value.of("x"));
        return new Effect(new EffectId(ordinal, 0), timeNanos, output, sink.encode(output));
    }

    @Test
    void shouldWriteAMessageAnOutputAndEndTheFile() throws Exception {
        write(Value.of("text\nof lines"), Value.map("a", Value.of(1)), Value.of(Bytes.utf8("bytes")), Value.NULL);
        assertEquals(List.of("text\nof lines", "{\"a\":1}", "bytes", "null"), contents(path));
        SeaStreamerVerifier.Report report = SeaStreamerVerifier.verify(path);
        assertEquals(List.of(), report.damages());
        assertEquals(List.of(), report.warnings());
        assertTrue(report.ended());
        var first = read(path, Map.of(), Optional.empty()).getFirst().message();
        assertEquals("out/0@1", first.place());
        try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
            assertEquals("out.ss", reader.header().fileName());
            assertEquals(1 << 20, reader.header().intervalBytes());
        }
    }

    /** The mark is cut when the run goes on, and the numbers and running checksums with it are as if never ended. */
    @Test
    void shouldGoOnBehindWhatItWrote() throws Exception {
        for (int i = 0; i < 4; i++) {
            write(Value.of("a".repeat(400_000)), Value.of("b".repeat(400_000)));
        }
        assertEquals(8, contents(path).size());
        assertEquals(
                "out/0@8",
                read(path, Map.of(), Optional.empty()).getLast().message().place());
        SeaStreamerVerifier.Report report = SeaStreamerVerifier.verify(path);
        assertEquals(3, report.beacons());
        assertEquals(List.of(), report.damages());
        assertEquals(List.of(), report.warnings());
    }

    @Test
    void shouldLeaveTheFileUntouchedWhereNothingIsNew() throws Exception {
        write(Value.of("a"));
        byte[] before = Files.readAllBytes(path);
        Thread.sleep(5);
        write();
        assertArrayEquals(before, Files.readAllBytes(path));
    }

    @Test
    void shouldWriteAWholeFileWithoutOutputs() throws Exception {
        write();
        assertTrue(SeaStreamerVerifier.verify(path).ended());
        assertEquals(List.of(), contents(path));
        write(Value.of("a"));
        assertEquals(List.of("a"), contents(path));
    }

    @Test
    void shouldBeReadableAsSoonAsItIsFlushed() throws Exception {
        try (Sink sink = sink(path)) {
            sink.write(effect(sink, new EffectId(1, 0), Value.of("a")));
            sink.flush();
            assertEquals(List.of("a"), contents(path));
            assertFalse(SeaStreamerVerifier.verify(path).ended());
        }
    }

    @Test
    void shouldRefuseKeysAndHeadersUnlessTheLossIsAllowed() throws Exception {
        Output keyed = new Output(Value.of("x"), Value.of("k"), List.of());
        Output headed = new Output(Value.of("x"), Value.NULL, List.of(new Header("h", Value.of(1))));
        String sentence = "a SeaStreamer file holds no keys and headers (allow_loss = true leaves them out, a file"
                + " whose name ends with .tape holds them)";
        try (Sink sink = sink(path)) {
            for (Output output : List.of(keyed, headed)) {
                assertEquals(
                        sentence,
                        assertThrows(EncodingException.class, () -> sink.encode(output))
                                .getMessage());
            }
        }
        try (Sink sink = new FileConnector()
                .openSink(
                        endpoint(path, Map.of("allow_loss", true, "stream", "s")),
                        context(LINEAGE, false, Durability.FSYNC))) {
            sink.write(new Effect(new EffectId(1, 0), 5, keyed, sink.encode(keyed)));
        }
        assertEquals(
                "s/0@1",
                read(path, Map.of(), Optional.empty()).getFirst().message().place());
    }

    @Test
    void shouldCutTimesToMillisecondsAndRefuseThoseBefore1970() throws Exception {
        try (Sink sink = sink(path)) {
            sink.write(effectAt(sink, 1, 1_999_999));
            assertEquals(
                    "cannot write to " + path + ": effect #2.0 is of a message from before 1970, and a SeaStreamer"
                            + " file holds no such times",
                    assertThrows(ConnectorException.class, () -> sink.write(effectAt(sink, 2, -1)))
                            .getMessage());
            sink.write(effectAt(sink, 3, 2_000_000));
        }
        assertEquals(
                List.of(1_000_000L, 2_000_000L),
                read(path, Map.of(), Optional.empty()).stream()
                        .map(input -> input.message().timeNanos())
                        .toList());
        assertTrue(SeaStreamerVerifier.verify(path).intact());
    }

    @Test
    void shouldRefuseWhatIsNotItsOwn() throws Exception {
        write(Value.of("a"));
        UUID other = new UUID(3, 4);
        assertEquals(
                path + " holds the outputs of run run1: --overwrite replaces it, or write to another path",
                assertThrows(ConnectorException.class, () -> sink(path, context(other, false, Durability.OS)))
                        .getMessage());
        sink(path, context(other, true, Durability.OS)).close();
        assertEquals(List.of(), contents(path));
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, new byte[1], java.nio.file.StandardOpenOption.APPEND);
        String changed = assertThrows(ConnectorException.class, () -> sink(path, context(other, false, Durability.OS)))
                .getMessage();
        assertTrue(changed.startsWith(path + " was changed since this run wrote it"), changed);
        assertEquals(bytes.length + 1, Files.size(path));
    }

    @Test
    void shouldRefuseToGoOnBehindDamage() throws Exception {
        write(Value.of("a".repeat(1000)), Value.of("b".repeat(1000)));
        byte[] bytes = Files.readAllBytes(path);
        bytes[500] ^= 1;
        Files.write(path, bytes);
        assertEquals(
                "cannot write to " + path + ": " + path + " is damaged at offset 128 (checksum)",
                assertThrows(ConnectorException.class, () -> sink(path)).getMessage());
        assertArrayEquals(bytes, Files.readAllBytes(path));
    }

    @Test
    void shouldNameAFileInItsHeaderAsEveryReaderCanReadIt() {
        assertEquals("gr--e.ss", SeaStreamerOutput.headerName(Path.of("x/grüße.ss")));
        assertEquals(
                111,
                SeaStreamerOutput.headerName(Path.of("x".repeat(200) + ".ss")).length());
    }

    @Test
    void shouldCheckADefinition() {
        FileConnector connector = new FileConnector();
        assertEquals(List.of(), connector.checkSink(endpoint(path, Map.of("stream", "s", "allow_loss", true))));
        assertEquals(
                List.of(new Mistake(
                        "stream",
                        "a stream of a SeaStreamer file cannot be called SEA_STREAMER_INTERNAL: SeaStreamer's own"
                                + " messages are")),
                connector.checkSink(endpoint(path, Map.of("stream", "SEA_STREAMER_INTERNAL"))));
        assertEquals(
                List.of(new Mistake("allow_loss", "only a SeaStreamer file (.ss) refuses keys and headers")),
                connector.checkSink(endpoint(folder.resolve("x.tape"), Map.of("allow_loss", true))));
        assertEquals(
                new Guarantee(Guarantee.Level.ONCE, "an index beside the file; short of a power loss"),
                connector.sinkGuarantee(endpoint(path, Map.of()), Durability.OS));
    }
}
