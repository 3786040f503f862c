package io.tapedeck.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each row of the benchmark, with few messages: both sides read what they wrote and find what they seek. */
final class LogBenchmarkTest {
    private static final int VOLUME_BYTES = 64_000;
    private static final int ROWS = 30;
    private static final int ROWS_WITH_TARGET = 26;

    @TempDir
    private Path temporary;

    @Test
    void everyRowIsMeasuredAndNothingIsLeft() throws IOException {
        BenchSettings tiny = new BenchSettings(VOLUME_BYTES, 1, Duration.ofMinutes(2), 1_000, 20, "");
        BenchReport report = LogBenchmark.run(temporary, tiny, BenchProgress.NONE);

        List<RowResult> rows = report.rows();
        assertEquals(ROWS, rows.size(), report.notes().toString());
        assertEquals(ROWS, rows.stream().map(RowResult::name).distinct().count());
        assertEquals(
                ROWS_WITH_TARGET,
                rows.stream().filter(row -> row.target().isPresent()).count());
        for (RowResult row : rows) {
            assertTrue(row.ours() > 0 && Double.isFinite(row.ours()), row.toString());
            assertTrue(row.peerFigure() > 0 && Double.isFinite(row.peerFigure()), row.toString());
            assertEquals(1, row.pairs().size());
            assertEquals(row.work().contains("sync every") ? Durability.FSYNC : Durability.OS, row.durability());
        }
        assertEquals(
                VOLUME_BYTES / 64,
                rows.stream()
                        .filter(row -> row.variant().equals("64 B"))
                        .findFirst()
                        .orElseThrow()
                        .messages());
        assertTrue(report.machine().cores() > 0);
        assertEmpty();
    }

    @Test
    void whatDoesNotFitIntoTheTimeIsLeftOutAndSaid() throws IOException {
        BenchSettings none = new BenchSettings(VOLUME_BYTES, 1, Duration.ZERO, 1_000, 20, "");
        BenchReport report = LogBenchmark.run(temporary, none, BenchProgress.NONE);
        assertEquals(List.of(), report.rows());
        assertEquals(ROWS, report.notes().size());
        assertEmpty();
    }

    private void assertEmpty() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
