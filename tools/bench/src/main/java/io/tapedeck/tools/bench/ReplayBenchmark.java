package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Compares recording and replaying with appending to a bare log and scanning it, and with the limits that are promised
 * for latencies and for resuming.
 */
public final class ReplayBenchmark {
    private ReplayBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param parent a folder on the disk to measure; a hidden folder is made in it, and gone afterwards
     * @param settings how much to do
     * @param launcher starts what is killed; without one that row is left out
     * @param progress is told how far it is
     * @throws java.io.InterruptedIOException where the process was told to end
     * @throws IOException where the disk is too full, or fails
     */
    public static BenchReport run(
            Path parent, BenchSettings settings, Optional<Launcher> launcher, BenchProgress progress)
            throws IOException {
        return Benchmark.run(fitting -> ReplayComparisons.of(fitting, launcher), parent, settings, progress);
    }
}
