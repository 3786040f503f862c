package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.NO_WAIT;
import static io.tapedeck.connectors.file.Endpoints.contents;
import static io.tapedeck.connectors.file.Endpoints.endpoint;
import static io.tapedeck.connectors.file.Endpoints.read;
import static io.tapedeck.connectors.file.Endpoints.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.seastreamer.SeaStreamerEncoder;
import io.tapedeck.log.seastreamer.SeaStreamerHeader;
import io.tapedeck.log.seastreamer.SeaStreamerReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeaStreamerSourceTest {
    private static final long TIME_MILLIS = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private Path path;
    private final SeaStreamerEncoder encoder = new SeaStreamerEncoder(new SeaStreamerHeader("in.ss", TIME_MILLIS, 256));
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @BeforeEach
    void begin() throws IOException {
        path = folder.resolve("in.ss");
        encoder.writeHead(bytes);
        save();
    }

    private void save() throws IOException {
        Files.write(path, bytes.toByteArray());
    }

    private void add(String stream, long shard, long sequence, String payload) throws IOException {
        encoder.write(bytes, new StreamKey(stream), shard, sequence, TIME_MILLIS + sequence, Bytes.utf8(payload));
        save();
    }

    private void end() throws IOException {
        encoder.writeEnd(bytes, TIME_MILLIS);
        save();
    }

    private List<String> text() throws Exception {
        return contents(read(path, Map.of(), Optional.empty()));
    }

    private String refusal(Map<String, Object> options) {
        return assertThrows(ConnectorException.class, () -> read(path, options, Optional.empty()))
                .getMessage();
    }

    @Test
    void shouldReadMessagesAsTheyAre() throws Exception {
        add("a.b", 3, 7, "one");
        add("c", 0, 1, "two".repeat(200));
        end();
        List<Polled.Input> inputs = read(path, Map.of(), Optional.empty());
        assertEquals(
                new EncodedMessage(
                        new StreamKey("a.b"),
                        3,
                        7,
                        (TIME_MILLIS + 7) * 1_000_000,
                        PayloadEncoding.TEXT,
                        Bytes.utf8("one")),
                inputs.get(0).message());
        assertEquals("c/0@1", inputs.get(1).message().place());
        assertEquals(2, inputs.size());
    }

    @Test
    void shouldDecodePayloadsAsTold() throws Exception {
        add("a", 0, 1, "{\"x\":1}");
        add("a", 0, 2, "\u00ff");
        add("a", 0, 3, "{");
        assertEquals(List.of("{\"x\":1}", "\u00ff", "{"), text());
        List<String> json = contents(read(path, Map.of("decode", "json"), Optional.empty()));
        assertEquals("{x=1}", json.getFirst());
        assertEquals('!', json.getLast().charAt(0));
        assertEquals(
                Value.of(Bytes.utf8("{")).toString(),
                contents(read(path, Map.of("decode", "bytes"), Optional.empty()))
                        .getLast());
    }

    @Test
    void shouldGiveOneStreamWhereOneIsWanted() throws Exception {
        add("a", 0, 1, "1");
        add("b", 0, 1, "2");
        add("a", 1, 1, "3");
        assertEquals(List.of("1", "3"), contents(read(path, Map.of("key", "a"), Optional.empty())));
    }

    /** At every message, with beacons on its end and within it. */
    @Test
    void shouldGoOnBehindEveryPosition() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            all.add("x".repeat(i % 50 + i % 7));
            add("a", 0, i, all.getLast());
        }
        end();
        List<Polled.Input> inputs = read(path, Map.of(), Optional.empty());
        for (int i = 0; i < inputs.size(); i++) {
            Optional<Value> after = Optional.of(inputs.get(i).position());
            assertEquals(all.subList(i + 1, 60), contents(read(path, Map.of(), after)));
        }
    }

    /** As SeaStreamer appends: over the end-of-stream mark. */
    @Test
    void shouldGoOnWithWhatWasAppendedOverTheMark() throws Exception {
        add("a", 0, 1, "1");
        add("a", 0, 2, "2");
        byte[] open = bytes.toByteArray();
        end();
        Value after = read(path, Map.of(), Optional.empty()).getLast().position();
        assertEquals(List.of(), read(path, Map.of(), Optional.of(after)));
        Files.write(path, open);
        try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
            ByteArrayOutputStream more = new ByteArrayOutputStream();
            more.write(open);
            SeaStreamerEncoder appending = SeaStreamerEncoder.resume(reader);
            appending.write(more, new StreamKey("a"), 0, 3, TIME_MILLIS, Bytes.utf8("3"));
            appending.writeEnd(more, TIME_MILLIS);
            Files.write(path, more.toByteArray());
        }
        assertEquals(List.of("3"), contents(read(path, Map.of(), Optional.of(after))));
    }

    @Test
    void shouldRefuseAFileThatIsNotTheOneThatWasRead() throws Exception {
        add("a", 0, 1, "1");
        Value after = read(path, Map.of(), Optional.empty()).getLast().position();
        byte[] other = bytes.toByteArray();
        other[130] ^= 1;
        Files.write(path, other);
        String changed = assertThrows(ConnectorException.class, () -> read(path, Map.of(), Optional.of(after)))
                .getMessage();
        assertEquals(
                path + " was replaced or changed: the bytes before offset " + bytes.size()
                        + " are not those that were read; --new starts over with what is there now",
                changed);
        Files.write(path, Arrays.copyOf(other, bytes.size() - 1));
        assertThrows(ConnectorException.class, () -> read(path, Map.of(), Optional.of(after)));
    }

    @Test
    void shouldPassOverAMessageThatIsNotCompleteUntilItIs() throws Exception {
        add("a", 0, 1, "1");
        int whole = bytes.size();
        add("a", 0, 2, "2".repeat(700));
        byte[] all = bytes.toByteArray();
        for (int length = whole; length < all.length; length++) {
            Files.write(path, Arrays.copyOf(all, length));
            assertEquals(List.of("1"), text(), "cut at " + length);
        }
        Files.write(path, all);
        assertEquals(2, text().size());
    }

    @Test
    void shouldFollowUntilTheEndOfStreamMark() throws Exception {
        add("a", 0, 1, "1");
        try (Source source = source(path, Map.of("follow", true))) {
            source.seek(Optional.empty());
            assertInstanceOf(Polled.Input.class, source.poll(NO_WAIT));
            assertEquals(Polled.Idle.INSTANCE, source.poll(NO_WAIT));
            add("a", 0, 2, "2".repeat(300));
            byte[] all = bytes.toByteArray();
            Files.write(path, Arrays.copyOf(all, all.length - 100));
            assertEquals(Polled.Idle.INSTANCE, source.poll(NO_WAIT));
            save();
            assertInstanceOf(Polled.Input.class, source.poll(Duration.ofSeconds(10)));
            end();
            assertEquals(Polled.Ended.INSTANCE, source.poll(Duration.ofSeconds(10)));
        }
    }

    @Test
    void shouldNoticeWhenAFollowedFileIsCutOrReplaced() throws Exception {
        add("a", 0, 1, "1");
        try (Source source = source(path, Map.of("follow", true))) {
            source.seek(Optional.empty());
            assertInstanceOf(Polled.Input.class, source.poll(NO_WAIT));
            Files.write(path, Arrays.copyOf(bytes.toByteArray(), 130));
            assertThrows(ConnectorException.class, () -> source.poll(NO_WAIT));
        }
    }

    @Test
    void shouldStopAtDamageWithASentence() throws Exception {
        add("a", 0, 1, "1");
        add("a", 0, 2, "2");
        byte[] damaged = bytes.toByteArray();
        damaged[128 + 30] ^= 1;
        Files.write(path, damaged);
        assertEquals(
                path + " is damaged at offset 128 (checksum); ./tapedeck log verify tells what is lost",
                refusal(Map.of()));
        Files.writeString(path, "hello");
        assertEquals(path + " is no SeaStreamer file: it does not begin with \"Ss\"", refusal(Map.of()));
    }

    @Test
    void shouldTakeATimeThatWeCannotHoldForMalformed() throws Exception {
        encoder.write(bytes, new StreamKey("a"), 0, 1, 9_223_372_036_855L, Bytes.utf8("late"));
        save();
        assertEquals(
                List.of("! its time, 9223372036855 ms since 1970, is after the last that Tapedeck holds, in 2262"),
                text());
    }

    @Test
    void shouldCheckADefinition() {
        FileConnector connector = new FileConnector();
        assertEquals(List.of(), connector.checkSource(endpoint(path, Map.of("decode", "json", "key", "a"))));
        assertEquals(
                List.of(
                        new Mistake("decode", "\"xml\" is not one of text, json and bytes"),
                        new Mistake("time", "the messages of a stream file (.ss) have their own times"),
                        new Mistake(
                                "stream",
                                "the messages of a stream file (.ss) have their own streams; key = … reads one of"
                                        + " them"),
                        new Mistake("record_bytes_max", "a message of a stream file (.ss) says how long it is")),
                connector.checkSource(
                        endpoint(path, Map.of("decode", "xml", "time", "t", "stream", "s", "record_bytes_max", 1L))));
        Path text = folder.resolve("in.ndjson");
        assertEquals(
                new Mistake("decode", "only a SeaStreamer file (.ss) does not say itself what it holds"),
                connector.checkSource(endpoint(text, Map.of("decode", "json"))).getLast());
    }
}
