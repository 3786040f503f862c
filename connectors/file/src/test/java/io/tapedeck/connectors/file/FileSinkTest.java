package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.LINEAGE;
import static io.tapedeck.connectors.file.Endpoints.contents;
import static io.tapedeck.connectors.file.Endpoints.context;
import static io.tapedeck.connectors.file.Endpoints.effect;
import static io.tapedeck.connectors.file.Endpoints.endpoint;
import static io.tapedeck.connectors.file.Endpoints.sink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileSinkTest {
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

    private static String refusal(Sink sink, Value value) {
        return assertThrows(EncodingException.class, () -> sink.encode(Output.of(value)))
                .getMessage();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldWriteAValueALineAndRememberTheLast(Durability durability) throws Exception {
        Path path = folder.resolve("new/folders/out.ndjson");
        SinkContext context = context(LINEAGE, false, durability);
        try (Sink sink = sink(path, context)) {
            assertTrue(sink.remembers());
            assertEquals(Optional.empty(), sink.last());
            sink.write(effect(sink, new EffectId(1, 0), Value.of("text")));
            sink.write(effect(sink, new EffectId(1, 1), Value.map("a", Value.of(1))));
            assertEquals(Optional.empty(), sink.last());
            sink.flush();
            assertEquals(Optional.of(new EffectId(1, 1)), sink.last());
            assertEquals("\"text\"\n{\"a\":1}\n", Files.readString(path));
            sink.write(effect(sink, new EffectId(7, 0), Value.NULL));
        }
        assertEquals("\"text\"\n{\"a\":1}\nnull\n", Files.readString(path));
        assertEquals(Optional.of(new EffectId(7, 0)), last(path, context));
        assertEquals(Optional.of(new EffectId(7, 0)), last(path, context));
    }

    @Test
    void shouldWriteTextAsItIsAndOtherValuesAsJson() throws Exception {
        Path path = folder.resolve("out.txt");
        write(path, Value.of("a \"b\""), Value.of(4.33), Value.list(Value.of("x")));
        assertEquals("a \"b\"\n4.33\n[\"x\"]\n", Files.readString(path));
        try (Sink sink = sink(path)) {
            assertTrue(refusal(sink, Value.of("two\nlines")).contains("line break"));
            assertTrue(refusal(sink, Value.of("\ud800")).contains("unpaired surrogate U+D800"));
        }
    }

    @Test
    void shouldWriteRowsUnderAHeaderAndFindItAgain() throws Exception {
        Path path = folder.resolve("out.csv");
        Value row1 = MapValue.builder()
                .put("id", Value.of(1))
                .put("na\"me", Value.of("a,\"b\"\n"))
                .put("x", Value.NULL)
                .build();
        Value row2 = MapValue.builder()
                .put("x", Value.list(Value.of("l")))
                .put("id", Value.of(new BigDecimal("2.50")))
                .put("na\"me", Value.of(""))
                .build();
        write(path, row1);
        write(path, row2);
        assertEquals("id,\"na\"\"me\",x\n1,\"a,\"\"b\"\"\n\",\n2.50,\"\",\"[\"\"l\"\"]\"\n", Files.readString(path));
        try (Sink sink = sink(path)) {
            assertEquals(
                    "the CSV file has the columns id, na\"me, x; this output has id",
                    refusal(sink, Value.map("id", Value.of(1))));
            assertEquals(
                    "a CSV file's row is a map with a value for each column, not of kind string",
                    refusal(sink, Value.of("text")));
        }
        assertEquals(List.of("{id=1, na\"me=a,\"b\"\n, x=}", "{id=2.50, na\"me=, x=[\"l\"]}"), contents(path));
    }

    @Test
    void shouldNotLetARefusedFirstRowSettleTheHeader() throws Exception {
        try (Sink sink = sink(folder.resolve("out.csv"))) {
            refusal(sink, Value.map("a", Value.of("\ud800")));
            assertEquals(Bytes.utf8("1\n"), sink.encode(Output.of(Value.map("b", Value.of(1)))));
        }
    }

    @Test
    void shouldRefuseWhatAnotherRunOrNobodyWrote() throws Exception {
        Path path = folder.resolve("out.ndjson");
        write(path, Value.of(1));
        SinkContext other = context(OTHER, false, Durability.OS);
        assertEquals(
                path + " holds the outputs of run run1: --overwrite replaces it, or write to another path",
                refusal(path, other));
        assertEquals("1\n", Files.readString(path));
        assertEquals(Optional.empty(), last(path, context(OTHER, true, Durability.OS)));
        assertEquals("", Files.readString(path));
        Path foreign = Files.writeString(folder.resolve("foreign.ndjson"), "0\n");
        assertTrue(refusal(foreign).contains("is not empty, and no run wrote it: --overwrite"), refusal(foreign));
        assertEquals("0\n", Files.readString(foreign));
        assertEquals(Optional.empty(), last(foreign, context(LINEAGE, true, Durability.OS)));
    }

    @Test
    void shouldTakeAnEmptyFileFromAnyone() throws Exception {
        Path path = Files.createFile(folder.resolve("out.ndjson"));
        assertEquals(Optional.empty(), last(path, context(LINEAGE, false, Durability.OS)));
        assertEquals(Optional.empty(), last(path, context(OTHER, false, Durability.OS)));
    }

    @Test
    void shouldRefuseAFileThatSomebodyChangedAfterACleanClose() throws Exception {
        Path path = folder.resolve("out.ndjson");
        write(path, Value.of(1), Value.of(2));
        Files.writeString(path, "3\n", StandardOpenOption.APPEND);
        assertTrue(refusal(path).contains("was changed since this run wrote it (it had 4 bytes)"), refusal(path));
        Files.writeString(path, "1\n7\n");
        assertTrue(refusal(path).contains("was changed since"), refusal(path));
        assertEquals("1\n7\n", Files.readString(path));
        Files.writeString(path, "1\n2\n");
        assertEquals(Optional.of(new EffectId(2, 0)), last(path, context(LINEAGE, false, Durability.OS)));
    }

    @Test
    void shouldStartOverWhenTheUserRemovedTheFile() throws Exception {
        Path path = folder.resolve("out.ndjson");
        write(path, Value.of(1));
        Files.delete(path);
        assertEquals(Optional.empty(), last(path, context(LINEAGE, false, Durability.OS)));
        write(path, Value.of(2));
        assertEquals("2\n", Files.readString(path));
    }

    @Test
    void shouldRefuseASecondWriterInThisProcess() throws Exception {
        Path path = folder.resolve("out.ndjson");
        try (Sink sink = sink(path)) {
            assertEquals("another run is writing to " + path, refusal(path));
            sink.write(effect(sink, new EffectId(1, 0), Value.of(1)));
        }
        assertEquals(Optional.of(new EffectId(1, 0)), last(path, context(LINEAGE, false, Durability.OS)));
    }

    @Test
    void shouldSayWhyAPathCannotBeWritten() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        assertTrue(refusal(folder.resolve("file/out.txt")).startsWith("cannot write to " + folder));
        assertEquals(
                folder + " is a folder, not a file",
                new FileConnector()
                        .checkSink(endpoint(folder, Map.of()))
                        .getFirst()
                        .message());
    }

    @Test
    void shouldKeepTheIndexSmallHoweverOftenItIsFlushed() throws Exception {
        Path path = folder.resolve("out.txt");
        try (Sink sink = sink(path)) {
            for (int i = 1; i <= 3 * FileIndex.SLOTS + 5; i++) {
                sink.write(effect(sink, new EffectId(i, 0), Value.of(i)));
                sink.flush();
            }
            assertEquals(
                    FileIndex.HEADER_BYTES + (long) FileIndex.SLOTS * FileIndex.MARK_BYTES,
                    Files.size(FileSinkOpener.indexOf(path)));
        }
        assertEquals(FileIndex.HEADER_BYTES + FileIndex.MARK_BYTES, Files.size(FileSinkOpener.indexOf(path)));
        assertEquals(
                Optional.of(new EffectId(3 * FileIndex.SLOTS + 5, 0)),
                last(path, context(LINEAGE, false, Durability.OS)));
    }

    @Test
    void shouldRefuseAnIndexThatIsDamaged() throws IOException, Exception {
        Path path = folder.resolve("out.txt");
        write(path, Value.of(1));
        Path index = FileSinkOpener.indexOf(path);
        byte[] bytes = Files.readAllBytes(index);
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(index, damaged);
            assertTrue(refusal(path).contains("--overwrite"));
            assertFalse(Files.readString(path).isEmpty());
        }
    }
}
