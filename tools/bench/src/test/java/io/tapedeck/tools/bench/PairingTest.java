package io.tapedeck.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of measurements, their folders, and what happens when the time is up. */
final class PairingTest {
    private static final long SHARE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MESSAGES = 900;

    @TempDir
    private Path temporary;

    private final List<String> measured = new ArrayList<>();

    @Test
    void sidesAlternateAndTheWarmUpIsNotCounted() throws IOException {
        Limit limit = Limit.of(Duration.ofMinutes(1));
        RowResult row = measure(limit, 3, new Side("A"), new Side("B")).orElseThrow();
        assertEquals(List.of("A", "B", "A", "B", "B", "A", "A", "B"), measured);
        assertEquals(MESSAGES, row.messages());
        // Each figure is the number of the measurement: pairs 3 and 4, 6 and 5, 7 and 8.
        assertEquals(
                List.of(new RowResult.Pair(3, 4), new RowResult.Pair(6, 5), new RowResult.Pair(7, 8)), row.pairs());
    }

    @Test
    void eachMeasurementHasAnEmptyFolderAndNothingIsLeft() throws IOException {
        measure(Limit.of(Duration.ofMinutes(1)), 2, new Side("A"), new Side("B"));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void pairsDoneBeforeTheTimeWasUpCount() throws IOException {
        Limit limit = Limit.of(Duration.ofMinutes(1));
        Side slow = new Side("B") {
            @Override
            public double measure(Work work) throws IOException {
                double figure = super.measure(work);
                if (measured.size() > 4) {
                    throw new Limit.ReachedException();
                }
                return figure;
            }
        };
        RowResult row = measure(limit, 3, new Side("A"), slow).orElseThrow();
        assertEquals(1, row.pairs().size());
    }

    @Test
    void withoutTimeThereIsNoRow() throws IOException {
        assertEquals(Optional.empty(), measure(Limit.of(Duration.ZERO), 3, new Side("A"), new Side("B")));
        assertEquals(List.of(), measured);
    }

    @Test
    void aStopIsPassedOnAndNothingIsLeft() throws IOException {
        Limit limit = Limit.of(Duration.ofMinutes(1));
        Side stopped = new Side("B") {
            @Override
            public double measure(Work work) throws IOException {
                limit.stop();
                return super.measure(work);
            }
        };
        assertThrows(Limit.ReachedException.class, () -> measure(limit, 3, new Side("A"), stopped));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aDiskThatIsTooFullIsSaidBeforehand() {
        IOException e = assertThrows(IOException.class, () -> BenchFolder.checkFree(temporary, Long.MAX_VALUE));
        assertTrue(e.getMessage().contains("--dir"), e.getMessage());
    }

    @Test
    void payloadsAreTheSameEachTimeAndTheirSumIsThatOfAllMessages() {
        byte[][] payloads = new Payloads(100).as(bytes -> bytes, new byte[0][]);
        byte[][] again = new Payloads(100).as(bytes -> bytes, new byte[0][]);
        assertEquals(4096, payloads.length);
        long sum = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = payloads[i % payloads.length];
            sum += Touch.sum(payload, payload.length);
        }
        assertEquals(sum, new Payloads(100).sum(5_000));
        assertTrue(java.util.Arrays.equals(payloads[17], again[17]));
        assertTrue(!java.util.Arrays.equals(payloads[17], payloads[18]));
    }

    @Test
    void aSumSeesEveryByte() {
        byte[] bytes = new byte[21];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 1;
            assertTrue(Touch.sum(bytes, bytes.length) != 0, "byte " + i);
            bytes[i] = 0;
        }
        assertEquals(0x0807_0605_0403_0201L + 9, Touch.sum(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 9));
    }

    private Optional<RowResult> measure(Limit limit, int pairs, Arm ours, Arm peer) throws IOException {
        Comparison.Subject subject = new Comparison.Subject(
                "work", "1 B", "peer", Metric.MESSAGES, Durability.OS, 1, OptionalDouble.empty());
        Comparison comparison = new Comparison(subject, () -> new Comparison.Arms(ours, peer), MESSAGES, 1);
        try (BenchFolder folder = BenchFolder.create(temporary, limit)) {
            return new Pairing(folder, limit, pairs, () -> {}, note -> {}).measure(comparison, SHARE_NANOS);
        }
    }

    /** Writes a file, as every arm does, and counts the measurements. */
    private class Side implements Arm {
        private final String name;

        Side(String name) {
            this.name = name;
        }

        @Override
        public double measure(Work work) throws IOException {
            work.limit().check();
            try (Stream<Path> files = Files.list(work.folder())) {
                assertEquals(List.of(), files.toList());
            }
            Files.writeString(work.folder().resolve("file"), name);
            measured.add(name);
            return measured.size();
        }
    }
}
