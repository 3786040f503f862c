package io.tapedeck.connectors.file;

import static io.tapedeck.connectors.file.Endpoints.effect;
import static io.tapedeck.connectors.file.Endpoints.sink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a crash can leave of a stream file: the last batch cut anywhere, or zeros for its end, and the durable
 * mark from before it. Whatever is found, going on from {@code last()} must give what a run that was never
 * disturbed gives.
 */
class TapeSinkTornTest {
    private static final int BATCH = 3;
    private static final int BATCHES = 3;
    private static final int HEADER_BYTES = 256;

    @TempDir
    private Path folder;

    private static Value value(EffectId id, int bytes) {
        return MapValue.builder()
                .put("n", Value.of(id.ordinal() * 10 + id.index()))
                .put("t", Value.of("x".repeat(bytes + (int) id.ordinal() % 4)))
                .build();
    }

    private static List<EffectId> ids() {
        List<EffectId> ids = new ArrayList<>();
        for (int n = 0; n < BATCH * BATCHES; n++) {
            ids.add(new EffectId(1 + n / 2, n % 2));
        }
        return ids;
    }

    private static void deliver(Sink sink, List<EffectId> ids, int bytes) throws Exception {
        for (EffectId id : ids) {
            sink.write(effect(sink, id, value(id, bytes)));
        }
        sink.flush();
    }

    /** The file's bytes after each batch, without a clean close, and what is in it after one. */
    private record States(List<byte[]> files, List<String> whole) {
        byte[] last() {
            return files.getLast();
        }

        byte[] before() {
            return files.get(BATCHES - 2);
        }

        /** The last state under the mark of the one before. */
        byte[] unmarked() {
            byte[] bytes = last().clone();
            System.arraycopy(before(), 0, bytes, 0, HEADER_BYTES);
            return bytes;
        }
    }

    private static States record(Path path, int bytes) throws Exception {
        List<byte[]> files = new ArrayList<>();
        try (Sink sink = sink(path)) {
            for (int batch = 0; batch < BATCHES; batch++) {
                deliver(sink, ids().subList(batch * BATCH, (batch + 1) * BATCH), bytes);
                files.add(Files.readAllBytes(path));
            }
        }
        return new States(files, Tapes.entries(path));
    }

    private static void assertGoesOn(Path path, States states, int bytes, String state) throws Exception {
        try (Sink sink = sink(path)) {
            Optional<EffectId> last = sink.last();
            assertTrue(last.orElseThrow().compareTo(ids().get((BATCHES - 1) * BATCH - 1)) >= 0, state);
            assertEquals(states.whole().subList(0, ids().indexOf(last.get()) + 1), Tapes.entries(path), state);
            List<EffectId> missing =
                    ids().stream().filter(id -> id.compareTo(last.get()) > 0).toList();
            deliver(sink, missing, bytes);
        }
        assertEquals(states.whole(), Tapes.entries(path), state);
        assertTrue(Tapes.isWhole(path), state);
    }

    /** With the large outputs, beacons interrupt messages; there not every byte is tried. */
    @ParameterizedTest
    @CsvSource({"0, 1", "30000, 331"})
    void shouldGoOnWhereverTheLastBatchWasCut(int bytes, int stride) throws Exception {
        Path path = folder.resolve("out.tape");
        States states = record(path, bytes);
        byte[] unmarked = states.unmarked();
        for (int length = states.before().length; length <= unmarked.length; length += stride) {
            Files.write(path, Arrays.copyOf(unmarked, length));
            assertGoesOn(path, states, bytes, "cut at " + length);
        }
        int beacon = unmarked.length >>> 16 << 16;
        for (int length = beacon - 20; beacon > 0 && length < beacon + 200; length++) {
            Files.write(path, Arrays.copyOf(unmarked, length));
            assertGoesOn(path, states, bytes, "cut at " + length);
        }
        Files.write(path, states.last());
        assertGoesOn(path, states, bytes, "not cut");
    }

    @Test
    void shouldGoOnWhereverZerosStandForTheEndOfTheLastBatch() throws Exception {
        Path path = folder.resolve("out.tape");
        States states = record(path, 0);
        for (int from = states.before().length; from < states.last().length; from++) {
            byte[] zeroed = states.unmarked();
            Arrays.fill(zeroed, from, zeroed.length, (byte) 0);
            Files.write(path, zeroed);
            assertGoesOn(path, states, 0, "zeros from " + from);
        }
    }

    @Test
    void shouldGoOnWhereverTheMarkWasTorn() throws Exception {
        Path path = folder.resolve("out.tape");
        States states = record(path, 0);
        for (int torn = 0; torn <= HEADER_BYTES; torn++) {
            byte[] bytes = states.unmarked();
            System.arraycopy(states.last(), 0, bytes, 0, torn);
            Files.write(path, bytes);
            assertGoesOn(path, states, 0, "mark written up to " + torn);
        }
    }

    @Test
    void shouldRefuseToGoOnWhereDurableOutputsAreMissing() throws Exception {
        Path path = folder.resolve("out.tape");
        States states = record(path, 0);
        for (int length = HEADER_BYTES; length < states.last().length; length++) {
            Files.write(path, Arrays.copyOf(states.last(), length));
            String refusal =
                    assertThrows(ConnectorException.class, () -> sink(path)).getMessage();
            assertTrue(refusal.startsWith(path + " is cut short: it has " + length + " bytes"), refusal);
            assertEquals(length, Files.size(path));
        }
    }
}
