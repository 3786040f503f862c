package io.tapedeck.connectors.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.StreamUrl;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StdioTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static StdioSource source(InputStream input, PayloadEncoding encoding) {
        RecordMessages messages = new RecordMessages(new StreamKey("stdin"), Optional.empty(), InstantSource.system());
        return new StdioSource(input, encoding, messages);
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

    private static void write(StdioSink sink, Value value) throws Exception {
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
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (StdioSink sink = new StdioSink(new PrintStream(written))) {
            assertFalse(sink.remembers());
            write(sink, Value.of("ü \"x\""));
            write(sink, Value.map("a", Value.of(1)));
            write(sink, Value.of("y".repeat(100_000)));
            write(sink, Value.NULL);
            assertEquals(Optional.empty(), sink.last());
        }
        assertEquals(
                "ü \"x\"\n{\"a\":1}\n" + "y".repeat(100_000) + "\nnull\n", written.toString(StandardCharsets.UTF_8));
    }

    @Test
    void shouldSayThatTheReaderOfStandardOutputIsGone() throws Exception {
        PipedInputStream reader = new PipedInputStream();
        PrintStream output = new PrintStream(new PipedOutputStream(reader));
        reader.close();
        StdioSink sink = new StdioSink(output);
        write(sink, Value.of("x"));
        String refusal = assertThrows(ConnectorException.class, sink::flush).getMessage();
        assertTrue(refusal.startsWith("standard output takes no more"), refusal);
    }

    @Test
    void shouldCheckADefinition() throws Exception {
        StdioConnector connector = new StdioConnector();
        Endpoint good = new Endpoint(StreamUrl.parse("stdio://"), Path.of("."), Map.of("format", "ndjson"));
        assertEquals(List.of(), connector.checkSource(good));
        Endpoint bad = new Endpoint(StreamUrl.parse("stdio://x"), Path.of("."), Map.of("format", "xml"));
        assertEquals(
                List.of("url", "format"),
                connector.checkSource(bad).stream().map(Mistake::option).toList());
    }
}
