package io.tapedeck.connectors.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ReaderGoneException;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StdioTest {
    @TempDir
    private Path folder;

    private static final Duration LONG = Duration.ofSeconds(30);

    private static StdioSource source(InputStream input, PayloadEncoding encoding) {
        RecordMessages messages = new RecordMessages(new StreamKey("stdin"), Optional.empty(), InstantSource.system());
        return new StdioSource("the input", () -> input, new PlainLines(encoding, messages));
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(Source source, Optional<Value> after) throws Exception {
        List<String> contents = new ArrayList<>();
        try (source) {
            source.seek(after);
            while (source.poll(LONG) instanceof Polled.Input found) {
                contents.add(found.message().place() + " "
                        + new PayloadDecoder().decode(found.message()).toString());
            }
        }
        return contents;
    }

    private static Endpoint endpoint(String url, Map<String, Object> options) {
        return new Endpoint(StreamUrl.parse(url), Path.of("."), options);
    }

    private static Sink sink(Path path, Map<String, Object> options) throws ConnectorException {
        SinkContext context = new SinkContext(new UUID(0, 0), "run", 0, false, Durability.OS);
        return new StdioConnector().openSink(endpoint("stdio://" + path, options), context);
    }

    private static void write(Sink sink, Value value) throws Exception {
        Output output = Output.of(value);
        sink.write(new Effect(new EffectId(1, 0), 0, output, sink.encode(output)));
    }

    @Test
    void shouldReadLinesToTheEnd() throws Exception {
        assertEquals(
                List.of("stdin/0@1 a", "stdin/0@2 ", "stdin/0@3 ü", "stdin/0@4 last"),
                read(source(input("\uFEFFa\n\r\nü\nlast"), PayloadEncoding.TEXT), Optional.empty()));
        assertEquals(List.of(), read(source(input(""), PayloadEncoding.TEXT), Optional.empty()));
        assertEquals(
                List.of("stdin/0@1 {a=1}", "stdin/0@2 2"),
                read(source(input("{\"a\":1}\n\n \n2"), PayloadEncoding.JSON), Optional.empty()));
    }

    @Test
    void shouldReadMoreThanItHoldsAtOnce() throws Exception {
        String line = "x".repeat(999);
        List<String> lines = read(source(input((line + "\n").repeat(5000)), PayloadEncoding.TEXT), Optional.empty());
        assertEquals(5000, lines.size());
        assertEquals("stdin/0@5000 " + line, lines.getLast());
    }

    @Test
    void shouldGoOnNumberingAfterAResume() throws Exception {
        Value position;
        try (Source source = source(input("a\nb\n"), PayloadEncoding.TEXT)) {
            source.seek(Optional.empty());
            source.poll(LONG);
            position = ((Polled.Input) source.poll(LONG)).position();
        }
        assertEquals(List.of("stdin/0@3 c"), read(source(input("c\n"), PayloadEncoding.TEXT), Optional.of(position)));
    }

    @Test
    void shouldWaitNoLongerThanItMayAndEndWhenInterrupted() throws Exception {
        PipedOutputStream writer = new PipedOutputStream();
        try (Source source = source(new PipedInputStream(writer), PayloadEncoding.TEXT)) {
            source.seek(Optional.empty());
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            writer.write("half".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(20)));
            writer.write(" line\n".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            Polled.Input found = (Polled.Input) source.poll(LONG);
            assertEquals("half line", found.message().payload().toUtf8());
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> source.poll(LONG));
            writer.close();
            assertEquals(Polled.Ended.INSTANCE, source.poll(LONG));
        }
    }

    @Test
    void shouldWriteStringsAsTheyAreAndOtherValuesAsJson() throws Exception {
        Path file = folder.resolve("out");
        try (Sink sink = sink(file, Map.of())) {
            assertFalse(sink.remembers());
            write(sink, Value.of("ü \"x\""));
            write(sink, Value.map("a", Value.of(1)));
            write(sink, Value.of("y".repeat(100_000)));
            write(sink, Value.NULL);
            write(sink, Value.of(Bytes.utf8("as it is")));
            assertEquals(Optional.empty(), sink.last());
        }
        assertEquals("ü \"x\"\n{\"a\":1}\n" + "y".repeat(100_000) + "\nnull\nas it is\n", Files.readString(file));
    }

    @Test
    void shouldRefuseAContentThatWouldBeTwoLines() throws Exception {
        try (Sink sink = sink(folder.resolve("out"), Map.of())) {
            String refusal = assertThrows(EncodingException.class, () -> write(sink, Value.of("a\nb")))
                    .getMessage();
            assertTrue(refusal.contains("line break"), refusal);
        }
        try (Sink sink = sink(folder.resolve("json"), Map.of("format", "ndjson"))) {
            write(sink, Value.of("a\nb"));
        }
        assertEquals("\"a\\nb\"\n", Files.readString(folder.resolve("json")));
    }

    @Test
    void shouldNotWriteOverAFileUnasked() throws Exception {
        Path file = Files.writeString(folder.resolve("out"), "kept\n");
        String refusal = assertThrows(ConnectorException.class, () -> sink(file, Map.of()))
                .getMessage();
        assertTrue(refusal.contains("--overwrite"), refusal);
        assertEquals("kept\n", Files.readString(file));
    }

    @Test
    void shouldReadWhatItWroteWithHeads() throws Exception {
        Path file = folder.resolve("out");
        try (Sink sink = sink(file, Map.of("format", "seastreamer", "stream", "orders"))) {
            write(sink, Value.of("a"));
            write(sink, Value.map("b", Value.of(1)));
        }
        assertEquals(
                "[1970-01-01T00:00:00.000 | orders | 1 | 0] a\n[1970-01-01T00:00:00.000 | orders | 2 | 0] {\"b\":1}\n",
                Files.readString(file));
        Endpoint endpoint = endpoint("stdio://" + file, Map.of("format", "seastreamer"));
        assertEquals(
                List.of("orders/0@1 a", "orders/0@2 {\"b\":1}"),
                read(
                        new StdioConnector().openSource(endpoint, io.tapedeck.connectors.ShardShare.ALL),
                        Optional.empty()));
    }

    @Test
    void shouldSayThatTheReaderIsGone() throws Exception {
        Process reader = new ProcessBuilder("head", "-c", "1").start();
        Path pipe = Path.of("/proc/" + reader.pid() + "/fd/0");
        assumeTrue(Files.exists(pipe), "there is no /proc");
        try (OutputStream first = reader.getOutputStream();
                Sink sink = sink(pipe, Map.of())) {
            first.write('x');
            first.flush();
            assertEquals(0, reader.waitFor());
            write(sink, Value.of("x"));
            assertThrows(ReaderGoneException.class, sink::flush);
            assertThrows(ReaderGoneException.class, sink::close);
        } catch (ReaderGoneException e) {
            // closing it a second time says so again
        }
    }

    @Test
    void shouldSayThatADeviceIsFull() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full");
        Sink sink = sink(full, Map.of());
        write(sink, Value.of("x"));
        ConnectorException refusal = assertThrows(ConnectorException.class, sink::flush);
        assertFalse(refusal instanceof ReaderGoneException, refusal.toString());
        assertTrue(refusal.getMessage().startsWith("/dev/full takes no more"), refusal.getMessage());
    }

    @Test
    void shouldCheckADefinition() throws Exception {
        StdioConnector connector = new StdioConnector();
        Endpoint good = endpoint("stdio://", Map.of("format", "ndjson"));
        assertEquals(List.of(), connector.checkSource(good));
        assertFalse(connector.passesOverMalformed(good));
        assertTrue(connector.passesOverMalformed(endpoint("stdio://", Map.of("format", "seastreamer"))));
        Endpoint bad = endpoint("stdio://missing", Map.of("format", "xml", "decode", "yaml"));
        assertEquals(
                List.of("format", "url", "decode"),
                connector.checkSource(bad).stream().map(Mistake::option).toList());
    }
}
