package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares pipelines between servers with loops written by hand, with Kafka Streams and with Debezium, on servers that it
 * starts.
 */
public final class BridgeBenchmark {
    private BridgeBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param parent a folder on the disk to measure; hidden folders are made in it, and gone afterwards
     * @param settings how much to do
     * @param progress is told how far it is
     * @throws java.io.InterruptedIOException where the process was told to end
     * @throws IOException where the disk is too full, or fails
     */
    public static BenchReport run(Path parent, BenchSettings settings, BenchProgress progress) throws IOException {
        try (BridgeServers servers = new BridgeServers(parent)) {
            BenchReport report =
                    Benchmark.run(fitting -> BridgeComparisons.of(fitting, servers), parent, settings, progress);
            List<String> notes = new ArrayList<>(report.notes());
            notes.add(String.format(
                    Locale.ROOT,
                    "this process, with both sides of all other rows, took %,d MiB of memory at most",
                    Machine.residentBytesMax(ProcessHandle.current()) >> 20));
            return new BenchReport(report.rows(), notes, report.machine(), report.loadBefore(), report.loadAfter());
        }
    }
}
