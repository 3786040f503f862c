package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Durability;
import io.tapedeck.tools.bench.BenchProgress;
import io.tapedeck.tools.bench.BenchReport;
import io.tapedeck.tools.bench.BenchSettings;
import io.tapedeck.tools.bench.Launcher;
import io.tapedeck.tools.bench.PythonBenchmark;
import io.tapedeck.tools.bench.ReplayBenchmark;
import io.tapedeck.tools.bench.RowResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmarks that record and replay, with few messages: here, where the connectors and the languages are. All rows
 * take minutes, for most start processes, and are measured with {@code -Dsweep=full}; else one is.
 */
final class ReplayBenchmarkTest {
    private static final BenchSettings TINY =
            new BenchSettings(4L * 256 * 2_000, 1, Duration.ofMinutes(20), 1_000, 20, "");
    private static final int REPLAY_ROWS = 10;
    private static final int REPLAY_ROWS_WITH_TARGET = 7;
    private static final int PYTHON_ROWS = 6;
    private static final int PYTHON_ROWS_WITH_TARGET = 4;

    @TempDir
    private Path temporary;

    @Test
    void aRowOfReplayIsMeasuredAndNothingIsLeft() throws IOException {
        assertMeasured(
                ReplayBenchmark.run(temporary, TINY.withRows("100,000 keys"), launcher(), BenchProgress.NONE), 1, 1);
    }

    @Test
    @EnabledIfSystemProperty(named = "sweep", matches = "full")
    void everyRowOfReplayIsMeasuredAndNothingIsLeft() throws IOException {
        BenchReport report = ReplayBenchmark.run(temporary, TINY, launcher(), BenchProgress.NONE);
        assertMeasured(report, REPLAY_ROWS, REPLAY_ROWS_WITH_TARGET);
        assertEquals(
                2_000,
                report.rows().stream()
                        .filter(row -> row.work().startsWith("resume"))
                        .findFirst()
                        .orElseThrow()
                        .messages());
        assertTrue(report.rows().stream().anyMatch(row -> row.durability() == Durability.FSYNC));
    }

    @Test
    @EnabledIfSystemProperty(named = "sweep", matches = "full")
    void everyRowOfPythonIsMeasuredAndNothingIsLeft() throws IOException {
        BenchReport report = PythonBenchmark.run(temporary, TINY, launcher(), BenchProgress.NONE);
        assertMeasured(report, PYTHON_ROWS, PYTHON_ROWS_WITH_TARGET);
    }

    @Test
    void whatCannotBeStartedIsLeftOutAndSaid() throws IOException {
        BenchReport report =
                ReplayBenchmark.run(temporary, TINY.withRows("resume"), Optional.empty(), BenchProgress.NONE);
        assertEquals(List.of(), report.rows());
        assertEquals(1, report.notes().size());
        assertTrue(report.notes().getFirst().startsWith("left out, for this process was not started by ./tapedeck"));
        assertEmpty();
    }

    private Optional<Launcher> launcher() {
        List<String> command = new Shelled(temporary).builder().command();
        return Optional.of(new Launcher(command));
    }

    private void assertMeasured(BenchReport report, int rows, int withTarget) throws IOException {
        assertEquals(rows, report.rows().size(), report.notes().toString());
        assertEquals(
                rows, report.rows().stream().map(RowResult::name).distinct().count());
        assertEquals(
                withTarget,
                report.rows().stream().filter(row -> row.target().isPresent()).count());
        for (RowResult row : report.rows()) {
            assertTrue(row.ours() > 0 && Double.isFinite(row.ours()), row.toString());
            assertTrue(row.peerFigure() > 0 && Double.isFinite(row.peerFigure()), row.toString());
        }
        assertEmpty();
    }

    private void assertEmpty() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
