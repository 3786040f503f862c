package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.log.Durability;
import io.tapedeck.tools.bench.BenchReport;
import io.tapedeck.tools.bench.Machine;
import io.tapedeck.tools.bench.Metric;
import io.tapedeck.tools.bench.RowResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bench} prints, and that it leaves nothing. */
final class BenchTest {
    private static final int COLUMNS = 100;
    private static final int STARTED_SECONDS_MAX = 60;

    @TempDir
    private Path temporary;

    @Test
    void jsonHasTheKeysOfTheContract() {
        JsonNode list = BenchJson.list(report(new RowResult.Pair(10, 40), new RowResult.Pair(10, 20)));
        assertTrue(list.isArray());
        assertEquals(2, list.size());

        JsonNode seek = list.get(0);
        assertEquals(
                "seek by feed time, 100 B, against Chronicle Queue 2026.4",
                seek.get("name").asText());
        assertEquals(10, seek.get("ours").asDouble());
        assertEquals(30, seek.get("peer").asDouble());
        assertEquals("µs", seek.get("unit").asText());
        assertEquals(3, seek.get("ratio_median").asDouble());
        assertEquals(2, seek.get("ratio_min").asDouble());
        assertEquals(4, seek.get("ratio_max").asDouble());
        assertEquals(20, seek.get("target").asDouble());
        assertEquals("os", seek.get("durability").asText());
        assertEquals("a processor", seek.get("machine").get("cpu").asText());

        assertTrue(list.get(1).get("target").isNull());
        assertEquals("fsync", list.get(1).get("durability").asText());
    }

    @Test
    void theTableFitsAHundredColumns() {
        List<RowResult.Pair> large = Collections.nCopies(9, new RowResult.Pair(0.001, 123_456_789));
        List<String> lines = BenchTable.lines(report(large.toArray(RowResult.Pair[]::new)));
        lines.forEach(line -> assertTrue(line.length() <= COLUMNS, line.length() + " columns: " + line));
    }

    @Test
    void theTableShowsTheRatioPairByPairAndWhetherTheTargetIsReached() {
        String table =
                String.join("\n", BenchTable.lines(report(new RowResult.Pair(10, 40), new RowResult.Pair(10, 20))));
        assertTrue(table.contains("3.00    20.0 ✗ 4.00 2.00"), table);
        assertTrue(table.contains("0 of 1 target reached"), table);
        assertTrue(table.contains("durability fsync"), table);
    }

    @Test
    void aStoppedBenchmarkLeavesNothing() throws IOException, InterruptedException {
        Process process = new Shelled(temporary).start("bench", "log", "--quick");
        awaitFolder(process);
        process.destroy();
        assertTrue(process.waitFor(STARTED_SECONDS_MAX, TimeUnit.SECONDS));
        assertNotEquals(0, process.exitValue());
        assertEquals(List.of(), contents());
    }

    @Test
    void wrongUseIsSaid() throws IOException, InterruptedException {
        Shelled.Result result = new Shelled(temporary).run("bench", "log", "--dir", "nowhere");
        assertEquals(ExitCode.WRONG_USE, result.exit());
        assertTrue(result.err().contains("there is no such folder"), result.err());
    }

    private void awaitFolder(Process process) throws IOException, InterruptedException {
        for (int i = 0; i < STARTED_SECONDS_MAX * 20 && contents().isEmpty(); i++) {
            assertTrue(process.isAlive());
            Thread.sleep(50);
        }
        assertEquals(1, contents().size());
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    private static BenchReport report(RowResult.Pair... pairs) {
        RowResult seek = new RowResult(
                "seek by feed time",
                "100 B",
                "Chronicle Queue 2026.4",
                Metric.MICROSECONDS,
                Durability.OS,
                10_000_000,
                100,
                OptionalDouble.of(20),
                List.of(pairs));
        RowResult append = new RowResult(
                "append, sync every 1,000 messages",
                "1 KiB",
                "Chronicle Queue 2026.4",
                Metric.MESSAGES,
                Durability.FSYNC,
                1 << 20,
                1024,
                OptionalDouble.empty(),
                List.of(pairs));
        Machine machine = new Machine("a processor", 2, 1L << 34, 1L << 32, "a JDK", "a kernel", "ext4 on a disk");
        return new BenchReport(List.of(seek, append), List.of(), machine, 0.5, -1);
    }
}
