package io.tapedeck.connectors.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import io.tapedeck.log.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SeaStreamer's lines: the examples are those of its own description. */
class HeadedLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final HeadedLines lines = new HeadedLines(PayloadEncoding.TEXT, InstantSource.fixed(NOW));

    private static HeadedLine parse(String line) throws EncodingException {
        return HeadedLine.parse(Bytes.utf8(line));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            a plain, raw message ~ - ~ - ~ - ~ - ~ a plain, raw message
            [2022-01-01T00:00:00] { "payload": "anything" } ~ 2022-01-01T00:00:00Z ~ - ~ - ~ - ~ { "payload": "anything" }
            [2022-01-01T00:00:00.123 | my_topic] "a string payload" ~ 2022-01-01T00:00:00.123Z ~ my_topic ~ - ~ - ~ "a string payload"
            [2022-01-01T00:00:00 | my-topic-2 | 123] ["array"] ~ 2022-01-01T00:00:00Z ~ my-topic-2 ~ 123 ~ - ~ ["array"]
            [2022-01-01T00:00:00 | my-topic-2 | 123 | 4] x ~ 2022-01-01T00:00:00Z ~ my-topic-2 ~ 123 ~ 4 ~ x
            [my_topic] a string payload ~ - ~ my_topic ~ - ~ - ~ a string payload
            [my_topic | 123] {} ~ - ~ my_topic ~ 123 ~ - ~ {}
            [my_topic|123|4]{} ~ - ~ my_topic ~ 123 ~ 4 ~ {}
            [123 | 4] {} ~ - ~ 123 ~ 4 ~ - ~ {}
            [2022-01-01T00:00:00.123456789Z] x ~ 2022-01-01T00:00:00.123456789Z ~ - ~ - ~ - ~ x
            [] ~ - ~ - ~ - ~ - ~ []
            [no end ~ - ~ - ~ - ~ - ~ [no end
            """)
    void shouldReadWhatSeaStreamerReads(
            String line, String time, String stream, String sequence, String shard, String payload) throws Exception {
        HeadedLine parsed = parse(line);
        assertEquals(
                time,
                parsed.timeNanos().map(Times::instant).map(Instant::toString).orElse("-"));
        assertEquals(stream, parsed.stream().map(StreamKey::name).orElse("-"));
        assertEquals(sequence, parsed.sequence().map(String::valueOf).orElse("-"));
        assertEquals(shard, parsed.shard().map(String::valueOf).orElse("-"));
        assertEquals(payload, parsed.payload().toUtf8());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Jan 1, 2022] x",
                "[ ] x",
                "[2022-01-01T25:00:00] x",
                "[9999-01-01T00:00:00] x",
                "[a | b] x",
                "[a | 1 | 2 | 3] x",
                "[a | 2022-01-01T00:00:00] x",
                "[2022-01-01T00:00:00 | ] x",
                "[a | -1] x",
                "[a | 99999999999999999999] x",
                "[a | 1 | 9223372036854775807] x",
                "[\"a\",1]"
            })
    void shouldSayWhatOfAHeadHasNoPlace(String line) {
        String refusal =
                assertThrows(EncodingException.class, () -> parse(line)).getMessage();
        assertTrue(refusal.endsWith("has no place in [time | stream | sequence | shard]"), refusal);
    }

    @Test
    void shouldKeepWhatIsMalformedWithItsLineNumber() throws Exception {
        Polled.Input input = lines.input(Bytes.utf8("[a|b] x"), 7).orElseThrow();
        MalformedPayload malformed = MalformedPayload.decode(input.message().payload());
        assertEquals("line 7: \"b\" has no place in [time | stream | sequence | shard]", malformed.reason());
        assertEquals("[a|b] x", malformed.raw().toUtf8());
        assertEquals("broadcast/0@0", input.message().place());
    }

    @Test
    void shouldLetSequencesAscendInEachShard() {
        List<String> places = List.of("x", "[a|5] x", "[a|5] x", "[a|3|1] x", "[a] x", "[a|9] x", "y").stream()
                .map(line ->
                        lines.input(Bytes.utf8(line), 1).orElseThrow().message().place())
                .toList();
        assertEquals(List.of("broadcast/0@0", "a/0@5", "a/0@6", "a/1@3", "a/0@7", "a/0@9", "broadcast/0@1"), places);
    }

    @Test
    void shouldGoOnNumberingBehindAPosition() {
        SourcePosition position = new SourcePosition(Value.NULL);
        for (String line : List.of("[a|5] x", "[b|7] x", "[a|6] x")) {
            position.advance(lines.input(Bytes.utf8(line), 1).orElseThrow().position());
        }
        HeadedLines resumed = new HeadedLines(PayloadEncoding.TEXT, InstantSource.fixed(NOW));
        resumed.resume(position.toValue());
        EncodedMessage next =
                resumed.input(Bytes.utf8("[a|1] x"), 1).orElseThrow().message();
        assertEquals("a/0@7", next.place());
        assertEquals(
                "b/0@8",
                resumed.input(Bytes.utf8("[b] x"), 2).orElseThrow().message().place());
        assertEquals(Times.nanos(NOW), next.timeNanos());
    }

    @Property
    void shouldReadWhatItWrote(
            @ForAll long timeNanos,
            @ForAll("streams") String stream,
            @ForAll @LongRange(min = 0, max = (1L << 62) - 1) long sequence,
            @ForAll @LongRange(min = 0, max = (1L << 62) - 1) long shard,
            @ForAll("oneLine") byte[] payload)
            throws EncodingException {
        StreamKey key = new StreamKey(stream);
        Bytes content = Bytes.wrap(payload);
        assertEquals(
                new HeadedLine(
                        Optional.of(timeNanos), Optional.of(key), Optional.of(sequence), Optional.of(shard), content),
                HeadedLine.parse(HeadedLine.write(timeNanos, key, sequence, shard, content)));
    }

    @Property
    void shouldMakeAMessageOfAnyLine(@ForAll("anything") byte[] line) {
        EncodedMessage message = lines.input(Bytes.wrap(line), 1).orElseThrow().message();
        if (message.encoding() == PayloadEncoding.MALFORMED) {
            assertEquals(
                    Bytes.wrap(line), MalformedPayload.decode(message.payload()).raw());
        }
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("AZ._-")
                .ofMinLength(1)
                .ofMaxLength(249);
    }

    @Provide
    Arbitrary<byte[]> oneLine() {
        return Arbitraries.bytes()
                .filter(unit -> unit != '\n' && unit != '\r')
                .array(byte[].class)
                .ofMaxSize(60);
    }

    /** Lines that look like heads in parts, and any bytes. */
    @Provide
    Arbitrary<byte[]> anything() {
        Arbitrary<String> parts = Arbitraries.of(
                "[", "]", "|", " ", "a", "12", "2022-01-01T00:00:00", ".5", "Z", "99999999999999999999", "\u00e9", "-");
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
                parts.list()
                        .ofMaxSize(12)
                        .map(list -> Bytes.utf8(String.join("", list)).toByteArray()),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(HeadedLinesTest::bracketed));
    }

    private static byte[] bracketed(byte[] head) {
        byte[] line = new byte[head.length + 2];
        line[0] = '[';
        System.arraycopy(head, 0, line, 1, head.length);
        line[line.length - 1] = ']';
        return line;
    }
}
