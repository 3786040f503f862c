package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.NO_WAIT;
import static io.tapedeck.connectors.file.Endpoints.contents;
import static io.tapedeck.connectors.file.Endpoints.endpoint;
import static io.tapedeck.connectors.file.Endpoints.read;
import static io.tapedeck.connectors.file.Endpoints.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {
    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static void append(Path path, String content) throws IOException {
        Files.writeString(path, content, StandardOpenOption.APPEND);
    }

    private static String refusal(Path path, Optional<Value> after) {
        return assertThrows(ConnectorException.class, () -> read(path, Map.of(), after))
                .getMessage();
    }

    @Test
    void shouldReadALineOfTextARecord() throws Exception {
        assertEquals(List.of("a", "", "ü", "last"), contents(file("in.txt", "a\n\r\nü\r\nlast")));
        assertEquals(List.of(), contents(file("empty", "")));
        assertEquals(List.of(""), contents(file("one.log", "\n")));
    }

    @Test
    void shouldNumberRecordsAndNameTheStreamByTheFile() throws Exception {
        List<Polled.Input> inputs = read(file("my file.v2.txt", "a\nb\n"), Map.of(), Optional.empty());
        assertEquals("my-file.v2/0@1", inputs.getFirst().message().place());
        assertEquals("my-file.v2/0@2", inputs.getLast().message().place());
        Map<String, Object> options = Map.of("stream", "quakes");
        assertEquals(
                "quakes",
                read(folder.resolve("my file.v2.txt"), options, Optional.empty()).getFirst().message().stream()
                        .name());
    }

    @Test
    void shouldPassOverBlankLinesAndTheByteOrderMarkOfNdjson() throws Exception {
        Path path = file("in.ndjson", "\uFEFF{\"a\":1}\n\n \t\r\n[2]\r\n\n3");
        assertEquals(List.of("{a=1}", "[2]", "3"), contents(path));
        assertEquals(
                PayloadEncoding.JSON,
                read(path, Map.of(), Optional.empty()).getFirst().message().encoding());
        assertEquals(List.of(), contents(file("bom.jsonl", "\uFEFF")));
        assertEquals(List.of("a"), contents(file("bom.txt", "\uFEFFa")));
    }

    @Test
    void shouldHandOnWhatItCannotReadSoThatNothingIsLost() throws Exception {
        Path path = folder.resolve("in.txt");
        Files.write(path, new byte[] {'a', '\n', 'b', (byte) 0xFF, '\n', 'c'});
        assertEquals(List.of("a", "! not UTF-8: byte 0xFF at column 2", "c"), contents(path));
        assertEquals(
                List.of("1", "! not JSON: unexpected '}' at column 1", "2"), contents(file("in.ndjson", "1\n}\n2\n")));
    }

    @Test
    void shouldReadRowsAsMapsByTheHeader() throws Exception {
        Path path =
                file("in.csv", "\uFEFFid,\"the \"\"name\"\"\",note\r\n1,\"Ann, B.\",\"two\nlines\"\r\n\r\n2,,\"\"\n");
        assertEquals(
                List.of("{id=1, the \"name\"=Ann, B., note=two\nlines}", "{id=2, the \"name\"=, note=}"),
                contents(path));
        assertEquals(List.of("{a=1, b=x,y}"), contents(file("in.tsv", "a\tb\n1\tx,y")));
        assertEquals(List.of(), contents(file("header.csv", "a,b")));
        assertEquals(List.of(), contents(file("empty.csv", "")));
        assertEquals(List.of("{a=}", "{a=x}"), contents(file("one.csv", "a\n\"\"\n\nx\n")));
    }

    @Test
    void shouldSayWhichRowHasTheWrongColumns() throws Exception {
        Path path = file("in.csv", "a,b,c\n1,2,3\n1,\"x\ny\"\n1,2,3,4\n\"a\"b,2,3\n4,5,6\n7,\"8");
        List<Polled.Input> inputs = read(path, Map.of(), Optional.empty());
        assertEquals(
                List.of(
                        "{a=1, b=2, c=3}",
                        "! line 3: 2 columns, where the header has 3 (missing: c)",
                        "! line 5: 4 columns, where the header has 3",
                        "! line 6: 'b' stands behind a closing quote, where a separator should",
                        "{a=4, b=5, c=6}",
                        "! line 8: a quote is not closed"),
                contents(inputs));
        assertEquals(
                Bytes.utf8("1,\"x\ny\""),
                MalformedPayload.decode(inputs.get(1).message().payload()).raw());
    }

    @Test
    void shouldKeepQuotesThatDoNotBeginAColumn() throws Exception {
        assertEquals(
                List.of("{a=5\" pipe, b=6\"}", "{a=x, b=y}"), contents(file("in.csv", "a,b\n5\" pipe,6\"\nx,y\n")));
    }

    @Test
    void shouldRefuseAHeaderThatNamesAColumnTwice() throws Exception {
        Path path = file("in.csv", "\na,b,a\n1,2,3\n");
        assertEquals(
                "the header of " + path + ", line 2, cannot be read: it names the column \"a\" twice",
                refusal(path, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in.txt|a\n\nbb\r\nccc\n\nd",
                "in.ndjson|\uFEFF1\n\n{\"a\":\"ü\"}\r\n  \n3\n\n",
                "in.csv|\uFEFFa,b\r\n1,\"x\ny\"\n\n2,3\nbad\n4,5"
            })
    void shouldGoOnFromEveryPosition(String nameAndContent) throws Exception {
        String[] parts = nameAndContent.split("\\|", 2);
        Path path = file(parts[0], parts[1]);
        List<Polled.Input> all = read(path, Map.of(), Optional.empty());
        for (int i = 0; i < all.size(); i++) {
            List<Polled.Input> rest =
                    read(path, Map.of(), Optional.of(all.get(i).position()));
            assertEquals(contents(all.subList(i + 1, all.size())), contents(rest));
            for (int j = 0; j < rest.size(); j++) {
                assertEquals(all.get(i + 1 + j).position(), rest.get(j).position());
                assertEquals(
                        all.get(i + 1 + j).message().sequence(),
                        rest.get(j).message().sequence());
            }
        }
    }

    @Test
    void shouldTakeWhatIsNewWhenTheFileHasGrown() throws Exception {
        Path path = file("in.ndjson", "1\n2\n");
        Value last = read(path, Map.of(), Optional.empty()).getLast().position();
        assertEquals(List.of(), read(path, Map.of(), Optional.of(last)));
        append(path, "3\n4");
        List<Polled.Input> more = read(path, Map.of(), Optional.of(last));
        assertEquals(List.of("3", "4"), contents(more));
        assertEquals(4, more.getLast().message().sequence());
        append(path, "\n5\n");
        assertEquals(
                List.of("5"),
                contents(read(path, Map.of(), Optional.of(more.getLast().position()))));
    }

    @Test
    void shouldRecordTheRestOfALineThatWasReadAsTheLast() throws Exception {
        Path path = file("in.txt", "a\nhalf");
        Value last = read(path, Map.of(), Optional.empty()).getLast().position();
        append(path, " and half\nb\n");
        List<Polled.Input> more = read(path, Map.of(), Optional.of(last));
        assertEquals(List.of("! line 2 went on after it had been read as the last of the file", "b"), contents(more));
        assertEquals(
                Bytes.utf8(" and half"),
                MalformedPayload.decode(more.getFirst().message().payload()).raw());
    }

    @Test
    void shouldNoticeThatTheFileWasReplacedOrCut() throws Exception {
        Path path = file("in.txt", "first line\nsecond line\n");
        Value last = read(path, Map.of(), Optional.empty()).getLast().position();
        file("in.txt", "first line\n");
        assertEquals(
                path + " was replaced or changed: it has 11 bytes, and 23 were read;"
                        + " --new starts over with what is there now",
                refusal(path, Optional.of(last)));
        file("in.txt", "first line\nsecond_line\nthird\n");
        assertTrue(refusal(path, Optional.of(last)).contains("the bytes before line 3 are not those that were read"));
    }

    @Test
    void shouldTakeTheTimeFromAField() throws Exception {
        Map<String, Object> options = Map.of("time", "p.t");
        Path path = file("in.ndjson", "{\"p\":{\"t\":1500}}\n{\"p\":1}\nx\n");
        List<Polled.Input> inputs = read(path, options, Optional.empty());
        assertEquals(1_500_000_000L, inputs.getFirst().message().timeNanos());
        assertEquals(
                List.of(
                        "{p={t=1500}}",
                        "! line 2: it has no field \"p.t\" for its time",
                        "! line 3: not JSON: unrecognized token 'x' at column 1"),
                contents(inputs));
        Path csv = file("in.csv", "p.t,b\n2026-01-31T12:00:00Z,2\n");
        assertEquals(
                1_769_860_800_000_000_000L,
                read(csv, options, Optional.empty()).getFirst().message().timeNanos());
    }

    @Test
    void shouldWaitForMoreWhileFollowing() throws Exception {
        Path path = file("in.txt", "a\nunfinis");
        try (Source source = source(path, Map.of("follow", true))) {
            source.seek(Optional.empty());
            List<Polled.Input> inputs = new ArrayList<>();
            inputs.add((Polled.Input) source.poll(NO_WAIT));
            assertEquals(Polled.Idle.INSTANCE, source.poll(NO_WAIT));
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(50);
                    append(path, "hed\nb");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            inputs.add((Polled.Input) source.poll(Duration.ofSeconds(10)));
            writer.join();
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(30)));
            assertEquals(List.of("a", "unfinished"), contents(inputs));
            Files.delete(path);
            ConnectorException gone = assertThrows(ConnectorException.class, () -> source.poll(NO_WAIT));
            assertTrue(gone.getMessage().contains("it is no longer there"), gone.getMessage());
        }
    }

    @Test
    void shouldEndAWaitWhenInterrupted() throws Exception {
        try (Source source = source(file("in.txt", ""), Map.of("follow", true))) {
            source.seek(Optional.empty());
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> source.poll(Duration.ofSeconds(60)));
        }
    }

    @Test
    void shouldReadALineLargerThanItsBuffer() throws Exception {
        String huge = "x".repeat(3 << 20);
        Path path = file("in.txt", "a\n" + huge + "\nb\n");
        assertEquals(List.of("a", huge, "b"), contents(path));
        String refusal = assertThrows(
                        ConnectorException.class,
                        () -> read(path, Map.of("record_bytes_max", 1_000_000L), Optional.empty()))
                .getMessage();
        assertEquals(
                path + ", line 2: a record of more than 1000000 bytes (record_bytes_max = … allows more)", refusal);
    }

    @Test
    void shouldCheckADefinition() throws IOException {
        FileConnector connector = new FileConnector();
        Path missing = folder.resolve("missing.ndjson");
        assertEquals(
                List.of(new Mistake("url", "there is no file " + missing)),
                connector.checkSource(endpoint(missing, Map.of())));
        assertEquals(
                List.of(new Mistake("url", folder + " is a folder, not a file")),
                connector.checkSource(endpoint(folder, Map.of())));
        Path text = file("in.txt", "");
        assertEquals(
                List.of("time", "stream", "record_bytes_max"),
                connector
                        .checkSource(endpoint(text, Map.of("time", "t", "stream", "a b", "record_bytes_max", 0L)))
                        .stream()
                        .map(Mistake::option)
                        .toList());
        assertEquals(List.of(), connector.checkSource(endpoint(text, Map.of())));
        assertEquals(
                "there is no file " + missing,
                assertThrows(ConnectorException.class, () -> source(missing, Map.of()))
                        .getMessage());
    }

    @Test
    void shouldReadLatinFilesAsMalformedLines() throws Exception {
        Path path = folder.resolve("latin.csv");
        Files.write(path, "a\nü\nb\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(List.of("! line 2: not UTF-8: byte 0xFC at column 1", "{a=b}"), contents(path));
    }
}
