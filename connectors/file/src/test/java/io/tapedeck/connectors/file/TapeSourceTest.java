package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.NO_WAIT;
import static io.tapedeck.connectors.file.Endpoints.contents;
import static io.tapedeck.connectors.file.Endpoints.endpoint;
import static io.tapedeck.connectors.file.Endpoints.read;
import static io.tapedeck.connectors.file.Endpoints.source;
import static io.tapedeck.connectors.file.Tapes.append;
import static io.tapedeck.connectors.file.Tapes.message;
import static io.tapedeck.connectors.file.Tapes.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TapeSourceTest {
    private static final int MARKS_AT = 128;
    private static final int HEADER_BYTES = 256;
    private static final int MESSAGES = 14;

    @TempDir
    private Path folder;

    /** Messages of three streams, in every encoding, with and without key and headers. */
    private static List<EncodedMessage> mixed(int count) {
        List<EncodedMessage> messages = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            messages.add(new EncodedMessage(
                    new StreamKey("stream-" + n % 3),
                    n % 2,
                    n * 10L,
                    1_000_000L - n,
                    n % 4 == 0 ? Value.NULL : Value.list(Value.of(n)),
                    n % 5 == 0 ? List.of() : List.of(new Header("h", Value.of(n)), new Header("h", Value.NULL)),
                    PayloadEncoding.values()[n % PayloadEncoding.values().length],
                    Bytes.utf8("payload ".repeat(n % 40))));
        }
        return messages;
    }

    private static List<Polled.Input> all(Path path) throws Exception {
        return read(path, Map.of(), Optional.empty());
    }

    private static String refusal(Path path, Optional<Value> after) {
        return assertThrows(ConnectorException.class, () -> read(path, Map.of(), after))
                .getMessage();
    }

    private static String refusal(Path path) {
        return refusal(path, Optional.empty());
    }

    private Path mixedFile(int count) throws IOException {
        Path path = folder.resolve("in.tape");
        Tapes.write(path, mixed(count));
        return path;
    }

    @Test
    void shouldGiveEachMessageAsItIs() throws Exception {
        assertEquals(mixed(200), messages(all(mixedFile(200))));
    }

    @Test
    void shouldGoOnFromEveryPosition() throws Exception {
        Path path = mixedFile(150);
        List<Polled.Input> all = all(path);
        for (int i = 0; i < all.size(); i++) {
            assertEquals(
                    all.subList(i + 1, all.size()),
                    read(path, Map.of(), Optional.of(all.get(i).position())));
        }
    }

    @Test
    void shouldReadOneStreamByItsKeyAndGoOnInIt() throws Exception {
        Path path = mixedFile(150);
        Map<String, Object> options = Map.of("key", "stream-1");
        List<Polled.Input> inputs = read(path, options, Optional.empty());
        List<EncodedMessage> wanted = mixed(150).stream()
                .filter(message -> message.stream().name().equals("stream-1"))
                .toList();
        assertEquals(wanted, messages(inputs));
        for (int i = 0; i < inputs.size(); i++) {
            assertEquals(
                    inputs.subList(i + 1, inputs.size()),
                    read(path, options, Optional.of(inputs.get(i).position())));
        }
        assertEquals(List.of(), read(path, Map.of("key", "stream"), Optional.empty()));
    }

    @Test
    void shouldReadWhatIsWholeOfAFileThatNobodyFinished() throws Exception {
        Path path = folder.resolve("in.tape");
        byte[] synced;
        byte[] longer;
        try (LogWriter writer = Tapes.writer(path)) {
            append(writer, message("a", 1, "one"));
            writer.sync();
            synced = Files.readAllBytes(path);
            append(writer, message("a", 2, "two"));
            writer.sync();
            longer = Files.readAllBytes(path);
            System.arraycopy(synced, 0, longer, 0, HEADER_BYTES);
        }
        for (int length = synced.length; length < longer.length; length++) {
            Files.write(path, Arrays.copyOf(longer, length));
            assertEquals(List.of("one"), contents(path), "cut at " + length);
        }
        Files.write(path, longer);
        assertEquals(List.of("one", "two"), contents(path));
    }

    @Test
    void shouldTakeWhatIsNewWhenTheFileHasGrown() throws Exception {
        Path path = folder.resolve("in.tape");
        Tapes.write(path, List.of(message("a", 1, "one")));
        Value last = all(path).getLast().position();
        assertEquals(List.of(), read(path, Map.of(), Optional.of(last)));
        try (LogWriter writer = LogWriter.resumeFile(path, Tapes.DENSE)) {
            append(writer, message("b", 1, "two"));
        }
        assertEquals(List.of("two"), contents(read(path, Map.of(), Optional.of(last))));
    }

    @Test
    void shouldFollowALiveWriterAndTheNextOne() throws Exception {
        Path path = folder.resolve("in.tape");
        LogWriter writer = Tapes.writer(path);
        try (Source source = source(path, Map.of("follow", true, "key", "a"))) {
            source.seek(Optional.empty());
            assertEquals(Polled.Idle.INSTANCE, source.poll(NO_WAIT));
            append(writer, message("a", 1, "one"));
            append(writer, message("b", 1, "other"));
            writer.sync();
            assertEquals(List.of("one"), poll(source));
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(30)));
            writer.close();
            assertEquals(Polled.Idle.INSTANCE, source.poll(NO_WAIT));
            Thread later = Thread.ofPlatform().start(() -> {
                try (LogWriter next = LogWriter.resumeFile(path, Tapes.DENSE)) {
                    Thread.sleep(50);
                    append(next, message("b", 2, "other"));
                    append(next, message("a", 2, "two"));
                    next.sync();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertEquals(List.of("two"), poll(source));
            later.join();
            assertEquals(Polled.Idle.INSTANCE, source.poll(NO_WAIT));
            Files.delete(path);
            Tapes.write(path, List.of(message("a", 1, "another")));
            ConnectorException replaced = assertThrows(ConnectorException.class, () -> source.poll(NO_WAIT));
            assertTrue(replaced.getMessage().contains("another file has its name"), replaced.getMessage());
        }
    }

    private static List<String> poll(Source source) throws Exception {
        return contents(List.of((Polled.Input) source.poll(Duration.ofSeconds(30))));
    }

    @Test
    void shouldEndAWaitWhenInterrupted() throws Exception {
        Path path = mixedFile(1);
        try (Source source = source(path, Map.of("follow", true))) {
            source.seek(Optional.empty());
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> source.poll(Duration.ofSeconds(60)));
            assertEquals(mixed(1).getFirst(), ((Polled.Input) source.poll(NO_WAIT)).message());
        }
    }

    @Test
    void shouldNoticeThatTheFileWasReplacedOrCut() throws Exception {
        Path path = mixedFile(3);
        Value last = all(path).getLast().position();
        Files.delete(path);
        Tapes.write(path, mixed(3));
        assertEquals(
                path + " was replaced or changed: it is another log than the one that was read;"
                        + " --new starts over with what is there now",
                refusal(path, Optional.of(last)));
        Value third = all(path).getLast().position();
        Value ninth = new TapePosition(TapePosition.ofValue(third).log(), 9).toValue();
        assertTrue(refusal(path, Optional.of(ninth)).contains("it no longer holds message #9, which was read"));
    }

    @Test
    void shouldNeverPassOverDamage() throws Exception {
        // One of the two marks may be lost; nothing else may.
        Path path = mixedFile(MESSAGES);
        byte[] whole = Files.readAllBytes(path);
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(path, damaged);
            List<EncodedMessage> read = new ArrayList<>();
            boolean complete = readWhileItGoes(path, read);
            assertEquals(mixed(MESSAGES).subList(0, read.size()), read, "flipped at " + at);
            assertEquals(complete, read.size() == MESSAGES && at >= MARKS_AT && at < HEADER_BYTES, "flipped at " + at);
            refused += complete ? 0 : 1;
        }
        assertEquals(whole.length - (HEADER_BYTES - MARKS_AT), refused);
    }

    private static boolean readWhileItGoes(Path path, List<EncodedMessage> read) throws Exception {
        try (Source source = source(path, Map.of())) {
            source.seek(Optional.empty());
            while (source.poll(NO_WAIT) instanceof Polled.Input input) {
                read.add(input.message());
            }
            return true;
        } catch (ConnectorException e) {
            assertTrue(e.getMessage().startsWith(path + " is damaged at offset "), e.getMessage());
            return false;
        }
    }

    @Test
    void shouldSayWhereTheFileIsDamagedAndWhatToDo() throws Exception {
        Path path = mixedFile(40);
        byte[] bytes = Files.readAllBytes(path);
        byte[] damaged = bytes.clone();
        damaged[512] ^= 1;
        Files.write(path, damaged);
        String advice = "; ./tapedeck log verify tells what is lost, ./tapedeck log cat reads the rest";
        assertEquals(path + " is damaged at offset 512 (beacon)" + advice, refusal(path));
        Files.write(path, Arrays.copyOf(bytes, 1000));
        assertEquals(
                path + " is cut short: it has 1000 bytes, and had at least " + bytes.length
                        + " that were reported durable" + advice,
                refusal(path));
    }

    @Test
    void shouldRefuseWhatIsNoStreamFile() throws Exception {
        Path text = Files.writeString(folder.resolve("text.tape"), "{\"a\":1}\n");
        assertTrue(refusal(text).startsWith(text + " is damaged at offset 0 (header), or is no stream file;"));
        Path run = folder.resolve("000000.tape");
        LogWriter.createFile(run, LogUse.RUN, UUID.randomUUID(), Tapes.DENSE).close();
        assertEquals(
                run + " is a segment of a run's log, not a stream file; ./tapedeck replay reads runs", refusal(run));
        Path newer = mixedFile(1);
        Files.write(newer, newerVersion(Files.readAllBytes(newer)));
        assertEquals(
                newer + " has format version 2; this Tapedeck reads up to version 1, use a newer one", refusal(newer));
    }

    /** The same with version 2 and the checksum that goes with it. */
    static byte[] newerVersion(byte[] file) {
        byte[] newer = file.clone();
        newer[8] = 2;
        CRC32C mask = new CRC32C();
        mask.update(newer, 16, 16);
        mask.update(newer, 12, 4);
        CRC32C crc = new CRC32C();
        crc.update(newer, 0, 124);
        ByteBuffer.wrap(newer).order(ByteOrder.LITTLE_ENDIAN).putInt(124, (int) (crc.getValue() ^ mask.getValue()));
        return newer;
    }

    @Test
    void shouldCheckADefinition() throws Exception {
        FileConnector connector = new FileConnector();
        Path path = mixedFile(1);
        assertEquals(List.of(), connector.checkSource(endpoint(path, Map.of("follow", true, "key", "stream-0"))));
        assertEquals(
                List.of("time", "stream", "record_bytes_max", "key"),
                connector
                        .checkSource(endpoint(
                                path, Map.of("time", "t", "stream", "s", "record_bytes_max", 9L, "key", "a b")))
                        .stream()
                        .map(Mistake::option)
                        .toList());
        Path text = Files.writeString(folder.resolve("in.txt"), "");
        assertEquals(
                List.of(new Mistake("key", "only a stream file (.tape, .ss) holds streams to choose from")),
                connector.checkSource(endpoint(text, Map.of("key", "a"))));
        assertEquals(
                List.of(new Mistake("url", "there is no file " + folder.resolve("missing.tape"))),
                connector.checkSource(endpoint(folder.resolve("missing.tape"), Map.of())));
        assertEquals(
                "as long as the file only grows",
                connector.sourceGuarantee(endpoint(path, Map.of())).condition());
    }
}
