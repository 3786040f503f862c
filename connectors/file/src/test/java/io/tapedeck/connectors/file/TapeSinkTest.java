package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.LINEAGE;
import static io.tapedeck.connectors.file.Endpoints.contents;
import static io.tapedeck.connectors.file.Endpoints.context;
import static io.tapedeck.connectors.file.Endpoints.effect;
import static io.tapedeck.connectors.file.Endpoints.endpoint;
import static io.tapedeck.connectors.file.Endpoints.read;
import static io.tapedeck.connectors.file.Endpoints.sink;
import static io.tapedeck.connectors.file.Tapes.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Durability;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TapeSinkTest {
    private static final UUID OTHER = new UUID(3, 4);

    @TempDir
    private Path folder;

    private static void write(Path path, Value... values) throws Exception {
        try (Sink sink = sink(path)) {
            long ordinal = sink.last().map(EffectId::ordinal).orElse(0L);
            for (Value value : values) {
                sink.write(effect(sink, new EffectId(++ordinal, 0), value));
            }
        }
    }

    private static Optional<EffectId> last(Path path, SinkContext context) throws ConnectorException {
        try (Sink sink = sink(path, context)) {
            return sink.last();
        }
    }

    private static String refusal(Path path, SinkContext context) {
        return assertThrows(ConnectorException.class, () -> sink(path, context).close())
                .getMessage();
    }

    private static String refusal(Path path) {
        return refusal(path, context(LINEAGE, false, Durability.OS));
    }

    private static void assertReplaceable(Path path) throws Exception {
        assertTrue(refusal(path).endsWith(": --overwrite replaces it, or write to another path"), refusal(path));
        assertEquals(Optional.empty(), last(path, context(LINEAGE, true, Durability.OS)));
        assertEquals(List.of(), contents(path));
        assertTrue(Tapes.isWhole(path));
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldWriteAMessageAnOutputAndRememberTheLast(Durability durability) throws Exception {
        Path path = folder.resolve("new/folders/my alerts.tape");
        SinkContext context = context(LINEAGE, false, durability);
        Value content = Value.map("a", Value.of(Instant.EPOCH));
        Output full =
                new Output(content, Value.of("k"), List.of(new Header("h", Value.of(1)), new Header("h", content)));
        try (Sink sink = sink(path, context)) {
            assertTrue(sink.remembers());
            assertEquals(Optional.empty(), sink.last());
            sink.write(effect(sink, new EffectId(3, 0), Value.of("text")));
            sink.write(new Effect(new EffectId(3, 1), -5, full, sink.encode(full)));
            assertEquals(Optional.empty(), sink.last());
            sink.flush();
            assertEquals(Optional.of(new EffectId(3, 1)), sink.last());
            assertEquals(2, read(path, Map.of(), Optional.empty()).size());
            sink.write(effect(sink, new EffectId(7, 0), Value.NULL));
        }
        StreamKey stream = new StreamKey("my-alerts");
        assertEquals(
                List.of(
                        new EncodedMessage(
                                stream, 0, 1, 3, PayloadEncoding.VALUE, ValueEncoder.encode(Value.of("text"))),
                        new EncodedMessage(
                                stream,
                                0,
                                2,
                                -5,
                                full.key(),
                                full.headers(),
                                PayloadEncoding.VALUE,
                                ValueEncoder.encode(content)),
                        new EncodedMessage(stream, 0, 3, 7, PayloadEncoding.VALUE, ValueEncoder.encode(Value.NULL))),
                Tapes.messages(read(path, Map.of(), Optional.empty())));
        assertTrue(Tapes.isWhole(path));
        assertEquals(Optional.of(new EffectId(7, 0)), last(path, context));
        assertEquals(Optional.of(new EffectId(7, 0)), last(path, context));
    }

    @Test
    void shouldSayInEachMessageWhichEffectItIs() throws Exception {
        Path path = folder.resolve("out.tape");
        write(path, Value.of(1));
        assertTrue(Tapes.entries(path).getFirst().endsWith(" [" + LINEAGE + ", 0, 1, 0]"));
    }

    @Test
    void shouldGoOnInTheStreamThatTheSinkNames() throws Exception {
        Path path = folder.resolve("out.tape");
        write(path, Value.of(1), Value.of(2));
        FileConnector connector = new FileConnector();
        SinkContext context = context(LINEAGE, false, Durability.OS);
        try (Sink sink = connector.openSink(endpoint(path, Map.of("stream", "other")), context)) {
            sink.write(effect(sink, new EffectId(3, 0), Value.of(3)));
        }
        write(path, Value.of(4));
        assertEquals(
                List.of("out/0@1", "out/0@2", "other/0@3", "out/0@4"),
                read(path, Map.of(), Optional.empty()).stream()
                        .map(input -> input.message().place())
                        .toList());
    }

    @Test
    void shouldRefuseWhatCannotBeReadAgain() throws Exception {
        Value deep = Value.of("bottom");
        for (int i = 0; i < ValueEncoder.DEPTH_MAX; i++) {
            deep = Value.list(deep);
        }
        Value tooDeep = Value.list(deep);
        Path path = folder.resolve("out.tape");
        try (Sink sink = sink(path)) {
            for (Output output : List.of(
                    Output.of(tooDeep),
                    new Output(Value.NULL, tooDeep, List.of()),
                    new Output(Value.NULL, Value.NULL, List.of(new Header("h", deep))))) {
                String refusal = assertThrows(EncodingException.class, () -> sink.encode(output))
                        .getMessage();
                assertTrue(refusal.contains("nested"), refusal);
            }
            Output deepest = new Output(deep, deep, List.of());
            sink.write(new Effect(new EffectId(1, 0), 0, deepest, sink.encode(deepest)));
        }
        assertEquals(List.of(deep.toString()), contents(path));
    }

    @Test
    void shouldRefuseWhatAnotherRunOrNobodyWrote() throws Exception {
        Path path = folder.resolve("out.tape");
        write(path, Value.of(1));
        byte[] before = Files.readAllBytes(path);
        assertEquals(
                path + " holds the outputs of another run: --overwrite replaces it, or write to another path",
                refusal(path, context(OTHER, false, Durability.OS)));
        SinkContext task = new SinkContext(LINEAGE, "run1", 1, false, Durability.OS);
        assertTrue(refusal(path, task).contains("holds the outputs of task 0: --overwrite"), refusal(path, task));
        assertArrayEquals(before, Files.readAllBytes(path));
        assertEquals(Optional.empty(), last(path, context(OTHER, true, Durability.OS)));
        assertEquals(List.of(), contents(path));

        Path foreign = folder.resolve("foreign.tape");
        Tapes.write(foreign, List.of(message("a", 1, "one")));
        byte[] foreignBefore = Files.readAllBytes(foreign);
        assertTrue(refusal(foreign).startsWith(foreign + " holds messages that no run wrote: "), refusal(foreign));
        assertArrayEquals(foreignBefore, Files.readAllBytes(foreign));
        assertReplaceable(foreign);
    }

    @Test
    void shouldRefuseAFileThatSomebodyElseWentOnWith() throws Exception {
        Path path = folder.resolve("out.tape");
        write(path, Value.of(1));
        try (LogWriter writer = LogWriter.resumeFile(path, Tapes.DENSE)) {
            writer.append(2, Long.MAX_VALUE, message("a", 1, "one"), Value.of("elsewhere"));
        }
        assertTrue(refusal(path).startsWith(path + " holds messages that no run wrote: "), refusal(path));
        assertEquals(List.of("1", "one"), contents(path));
        assertReplaceable(path);
    }

    @Test
    void shouldRefuseWhatIsNoStreamFile() throws Exception {
        Path text = Files.writeString(folder.resolve("text.tape"), "precious\n");
        assertTrue(refusal(text).contains("or is no stream file"), refusal(text));
        assertEquals("precious\n", Files.readString(text));
        assertReplaceable(text);
        Path run = folder.resolve("run.tape");
        LogWriter.createFile(run, LogUse.RUN, UUID.randomUUID(), Tapes.DENSE).close();
        assertTrue(refusal(run).startsWith(run + " is a segment of a run's log, not a stream file: "), refusal(run));
        assertReplaceable(run);
        Path newer = folder.resolve("newer.tape");
        write(newer, Value.of(1));
        Files.write(newer, TapeSourceTest.newerVersion(Files.readAllBytes(newer)));
        assertTrue(refusal(newer).startsWith(newer + " has format version 2; "), refusal(newer));
        assertReplaceable(newer);
    }

    @Test
    void shouldRefuseAFileThatIsDamagedOrHasLostItsEnd() throws Exception {
        Path path = folder.resolve("out.tape");
        write(path, Value.of(1), Value.of(2), Value.of(3));
        byte[] whole = Files.readAllBytes(path);
        byte[] cut = Arrays.copyOf(whole, whole.length - 8);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        for (byte[] bytes : List.of(cut, damaged)) {
            Files.write(path, bytes);
            String refusal = refusal(path);
            assertTrue(refusal.contains("; ./tapedeck log verify tells what is lost"), refusal);
            assertArrayEquals(bytes, Files.readAllBytes(path));
            assertReplaceable(path);
        }
    }

    @Test
    void shouldTakeAFileWithoutMessagesFromAnyone() throws Exception {
        Path path = Files.createFile(folder.resolve("out.tape"));
        assertEquals(Optional.empty(), last(path, context(LINEAGE, false, Durability.OS)));
        assertEquals(Optional.empty(), last(path, context(OTHER, false, Durability.OS)));
        write(path, Value.of(1));
        assertEquals(List.of("1"), contents(path));
    }

    @Test
    void shouldStartOverWhenTheUserRemovedTheFile() throws Exception {
        Path path = folder.resolve("out.tape");
        write(path, Value.of(1));
        Files.delete(path);
        assertEquals(Optional.empty(), last(path, context(LINEAGE, false, Durability.OS)));
    }

    @Test
    void shouldRefuseASecondWriterInThisProcessWhateverItMayReplace() throws Exception {
        Path path = folder.resolve("out.tape");
        try (Sink sink = sink(path)) {
            sink.write(effect(sink, new EffectId(1, 0), Value.of(1)));
            sink.flush();
            assertEquals("another run is writing to " + path, refusal(path));
            assertEquals("another run is writing to " + path, refusal(path, context(OTHER, true, Durability.OS)));
        }
        assertEquals(Optional.of(new EffectId(1, 0)), last(path, context(LINEAGE, false, Durability.OS)));
    }

    @Test
    void shouldAppendInOrderThoughTheClockGoesBack() throws Exception {
        Path path = folder.resolve("out.tape");
        for (int i = 1; i <= 3; i++) {
            Instant now = Instant.ofEpochSecond(1_000_000 - i);
            try (Sink sink = TapeSinkOpener.open(
                    path, new StreamKey("out"), context(LINEAGE, false, Durability.OS), () -> now)) {
                sink.write(effect(sink, new EffectId(i, 0), Value.of(i)));
            }
        }
        assertEquals(List.of("1", "2", "3"), contents(path));
    }

    @Test
    void shouldSayWhyAPathCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        assertTrue(refusal(folder.resolve("file/out.tape")).startsWith("cannot write to " + folder));
        Path tape = Files.createDirectory(folder.resolve("folder.tape"));
        assertEquals(tape + " is a folder, not a file", refusal(tape));
    }

    @Test
    void shouldCheckADefinition() {
        FileConnector connector = new FileConnector();
        Path path = folder.resolve("out.tape");
        assertEquals(List.of(), connector.checkSink(endpoint(path, Map.of("stream", "alerts"))));
        assertEquals(
                "\"a b\" is not a stream's name; a-b would be one",
                connector
                        .checkSink(endpoint(path, Map.of("stream", "a b")))
                        .getFirst()
                        .message());
        assertEquals(
                "only a stream file (.tape, .ss) says what its stream is called",
                connector
                        .checkSink(endpoint(folder.resolve("out.txt"), Map.of("stream", "alerts")))
                        .getFirst()
                        .message());
        assertEquals(
                "each message carries its effect id; short of a power loss",
                connector.sinkGuarantee(endpoint(path, Map.of()), Durability.OS).condition());
    }
}
