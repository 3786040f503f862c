package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.endpoint;
import static io.tapedeck.connectors.file.Endpoints.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.MessageFetcher;
import io.tapedeck.connectors.Polled;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamFileWriter;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileFetcherTest {
    private static final int MESSAGES = 50;
    private static final Map<String, Object> FOLLOWING = Map.of("follow", true);

    @TempDir
    private Path folder;

    /** A file of so many messages; of the last line the end is missing. */
    private Path file(String name, String changed) throws IOException {
        Path path = folder.resolve(name);
        if (name.endsWith(".tape")) {
            writeTape(path);
            return path;
        }
        StringBuilder text = new StringBuilder(name.endsWith(".csv") ? "id,text\n" : "");
        for (int i = 1; i <= MESSAGES; i++) {
            String end = i < MESSAGES ? "\n" : "";
            text.append(name.endsWith(".csv") ? i + ",\"two\nlines " + changed + i + "\"" : "\"" + changed + i + "\"");
            text.append(end).append(i % 7 == 0 && i < MESSAGES && !name.endsWith(".txt") ? "\n" : "");
        }
        return Files.writeString(path, text);
    }

    private static void writeTape(Path path) throws IOException {
        try (StreamFileWriter writer = StreamFileWriter.create(path)) {
            for (int i = 1; i <= MESSAGES; i++) {
                EncodedMessage message = new EncodedMessage(
                        new StreamKey(i % 2 == 0 ? "even" : "odd"),
                        i % 3,
                        i,
                        i,
                        Value.of("k" + i),
                        List.of(),
                        PayloadEncoding.TEXT,
                        Bytes.utf8("m" + i));
                writer.append(i, message, Value.NULL);
            }
        }
    }

    private static MessageFetcher fetcher(Path path) throws ConnectorException {
        return new FileConnector().openFetcher(endpoint(path, FOLLOWING));
    }

    private static EncodedMessage fetch(MessageFetcher fetcher, List<Polled.Input> inputs, int index) throws Exception {
        Optional<Value> before = index == 0
                ? Optional.empty()
                : Optional.of(inputs.get(index - 1).position());
        EncodedMessage wanted = inputs.get(index).message();
        EncodedMessage place = new EncodedMessage(
                wanted.stream(), wanted.shard(), wanted.sequence(), 0, PayloadEncoding.BYTES, Bytes.EMPTY);
        return fetcher.fetch(place, inputs.get(index).position(), before);
    }

    private static void assertFetched(EncodedMessage expected, EncodedMessage fetched) {
        assertEquals(expected.place(), fetched.place());
        assertEquals(expected.key(), fetched.key());
        assertEquals(expected.encoding(), fetched.encoding());
        assertEquals(expected.payload(), fetched.payload());
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.ndjson", "in.csv", "in.txt", "in.tape"})
    void shouldReadAgainInAnyOrder(String name) throws Exception {
        Path path = file(name, "");
        List<Polled.Input> inputs = read(path, Map.of(), Optional.empty());
        assertEquals(MESSAGES, inputs.size());
        try (MessageFetcher fetcher = fetcher(path)) {
            for (int i = 0; i < MESSAGES; i++) {
                assertFetched(inputs.get(i).message(), fetch(fetcher, inputs, i));
            }
            for (int i = MESSAGES - 1; i >= 0; i -= 5) {
                assertFetched(inputs.get(i).message(), fetch(fetcher, inputs, i));
            }
            EncodedMessage wanted = inputs.get(30).message();
            assertFetched(wanted, fetcher.fetch(wanted, inputs.get(30).position(), Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.ndjson", "in.csv", "in.txt"})
    void shouldGiveWhatIsThereNowAndFindWhatMoved(String name) throws Exception {
        Path path = file(name, "");
        List<Polled.Input> inputs = read(path, Map.of(), Optional.empty());
        file(name, "another ");
        try (MessageFetcher fetcher = fetcher(path)) {
            for (int i : new int[] {7, 8, 0}) {
                EncodedMessage found = fetch(fetcher, inputs, i);
                assertEquals(inputs.get(i).message().place(), found.place());
                assertNotEquals(inputs.get(i).message().payload(), found.payload());
            }
        }
    }

    @Test
    void shouldSayThatTheFileEndsBeforeIt() throws Exception {
        Path path = file("in.ndjson", "");
        List<Polled.Input> inputs = read(path, Map.of(), Optional.empty());
        Files.writeString(path, "\"1\"\n\"2\"\n");
        try (MessageFetcher fetcher = fetcher(path)) {
            assertFetched(inputs.get(1).message(), fetch(fetcher, inputs, 1));
            for (int i : new int[] {2, 40}) {
                ConnectorException gone = assertThrows(ConnectorException.class, () -> fetch(fetcher, inputs, i));
                assertEquals(path + " ends before it", gone.getMessage());
            }
            assertFetched(inputs.get(0).message(), fetch(fetcher, inputs, 0));
        }
    }
}
