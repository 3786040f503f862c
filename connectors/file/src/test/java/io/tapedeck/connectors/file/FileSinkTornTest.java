package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.effect;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Durability;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a crash can leave: the file and its index cut anywhere within what was written since the flush before
 * the last, in any combination. Whatever is found, going on from {@code last()} must give the file of a run
 * that was never disturbed.
 */
class FileSinkTornTest {
    private static final int BATCH = 3;
    private static final int BATCHES = 4;

    @TempDir
    private Path folder;

    /** A SeaStreamer file with the time standing still, and beacons close together. */
    private static Sink sink(Path path) throws Exception {
        if (FileFormat.of(path) != FileFormat.SEA_STREAMER) {
            return Endpoints.sink(path);
        }
        InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
        OutputFormat format = new SeaStreamerOutput(path, new StreamKey("out"), false, /* intervalBytes= */ 300, clock);
        return FileSinkOpener.open(path, format, Endpoints.context(Endpoints.LINEAGE, false, Durability.OS));
    }

    private static Value value(long ordinal, int index) {
        return MapValue.builder()
                .put("n", Value.of(ordinal * 10 + index))
                .put("t", Value.of("x".repeat((int) ordinal % 4)))
                .build();
    }

    private static List<EffectId> ids() {
        List<EffectId> ids = new ArrayList<>();
        for (int n = 0; n < BATCH * BATCHES; n++) {
            ids.add(new EffectId(1 + n / 2, n % 2));
        }
        return ids;
    }

    private static void deliver(Sink sink, List<EffectId> ids) throws Exception {
        for (EffectId id : ids) {
            sink.write(effect(sink, id, value(id.ordinal(), id.index())));
        }
        sink.flush();
    }

    /** The bytes of file and index after each batch, without a clean close, and after one. */
    private record States(List<byte[]> files, List<byte[]> indexes, byte[] whole) {}

    private States record(Path path) throws Exception {
        List<byte[]> files = new ArrayList<>();
        List<byte[]> indexes = new ArrayList<>();
        try (Sink sink = sink(path)) {
            for (int batch = 0; batch < BATCHES; batch++) {
                deliver(sink, ids().subList(batch * BATCH, (batch + 1) * BATCH));
                files.add(Files.readAllBytes(path));
                indexes.add(Files.readAllBytes(FileSinkOpener.indexOf(path)));
            }
        }
        return new States(files, indexes, Files.readAllBytes(path));
    }

    private static void assertGoesOn(Path path, byte[] whole, String state) throws Exception {
        try (Sink sink = sink(path)) {
            Optional<EffectId> last = sink.last();
            List<EffectId> missing = ids().stream()
                    .filter(id -> last.isEmpty() || id.compareTo(last.get()) > 0)
                    .toList();
            byte[] found = Files.readAllBytes(path);
            assertArrayEquals(Arrays.copyOf(whole, found.length), found, state);
            deliver(sink, missing);
        }
        assertArrayEquals(whole, Files.readAllBytes(path), state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.ndjson", "out.csv", "out.ss"})
    void shouldGoOnFromWhateverACrashLeft(String name) throws Exception {
        Path path = folder.resolve(name);
        Path index = FileSinkOpener.indexOf(path);
        States states = record(path);
        byte[] file = states.files().getLast();
        byte[] marks = states.indexes().getLast();
        int fileBefore = states.files().get(BATCHES - 2).length;
        int marksBefore = states.indexes().get(BATCHES - 2).length;
        // A SeaStreamer file's outputs are three times as long.
        int step = FileFormat.of(path) == FileFormat.SEA_STREAMER ? 5 : 1;
        for (int fileLength = file.length; fileLength >= fileBefore; fileLength -= step) {
            for (int marksLength = marksBefore; marksLength <= marks.length; marksLength++) {
                Files.write(path, Arrays.copyOf(file, fileLength));
                Files.write(index, Arrays.copyOf(marks, marksLength));
                assertGoesOn(path, states.whole(), "file cut at " + fileLength + ", index at " + marksLength);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.ndjson", "out.ss"})
    void shouldGoOnWhenAPowerLossTookMoreThanTheLastBatch(String name) throws Exception {
        Path path = folder.resolve(name);
        States states = record(path);
        for (int length = 1; length <= states.files().getLast().length; length++) {
            Files.write(path, Arrays.copyOf(states.files().getLast(), length));
            Files.write(FileSinkOpener.indexOf(path), states.indexes().getLast());
            assertGoesOn(path, states.whole(), "file cut at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.ndjson", "out.ss"})
    void shouldGoOnWhenAPowerLossLeftZerosForTheLastBatch(String name) throws Exception {
        Path path = folder.resolve(name);
        States states = record(path);
        byte[] zeroed = states.files().getLast().clone();
        Arrays.fill(zeroed, states.files().get(1).length, zeroed.length, (byte) 0);
        Files.write(path, zeroed);
        Files.write(FileSinkOpener.indexOf(path), states.indexes().getLast());
        assertGoesOn(path, states.whole(), "zeros");
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.ndjson", "out.ss"})
    void shouldFindOneWholeMarkWhereverCompactingWasCut(String name) throws Exception {
        Path path = folder.resolve(name);
        States states = record(path);
        byte[] before = states.indexes().getLast();
        byte[] after = Files.readAllBytes(FileSinkOpener.indexOf(path));
        byte[] mark = Arrays.copyOfRange(after, FileIndex.HEADER_BYTES, after.length);
        // The new mark is appended, byte by byte; then it replaces the first, byte by byte; then the end is cut.
        for (int written = 0; written <= 2 * mark.length; written++) {
            byte[] index = Arrays.copyOf(before, before.length + Math.min(written, mark.length));
            System.arraycopy(mark, 0, index, before.length, index.length - before.length);
            System.arraycopy(mark, 0, index, FileIndex.HEADER_BYTES, Math.max(0, written - mark.length));
            Files.write(path, states.whole());
            Files.write(FileSinkOpener.indexOf(path), index);
            assertGoesOn(path, states.whole(), "compacting cut after " + written + " bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.ndjson", "out.ss"})
    void shouldCutWhatWasWrittenAndNeverMarked(String name) throws Exception {
        Path path = folder.resolve(name);
        States states = record(path);
        byte[] longer = Arrays.copyOf(states.files().get(0), states.files().get(0).length + 100_000);
        Files.write(path, longer);
        Files.write(FileSinkOpener.indexOf(path), states.indexes().get(0));
        assertGoesOn(path, states.whole(), "longer");
        assertTrue(Files.size(path) < 100_000);
    }
}
