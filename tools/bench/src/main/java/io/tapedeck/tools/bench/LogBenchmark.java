package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Compares the beacon log with Chronicle Queue, Kafka's record files, plain writes and itself, in this process. */
public final class LogBenchmark {
    private LogBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param parent a folder on the disk to measure; a hidden folder is made in it, and gone afterwards
     * @param settings how much to do
     * @param progress is told how far it is
     * @throws java.io.InterruptedIOException where the process was told to end
     * @throws IOException where the disk is too full, or fails
     */
    public static BenchReport run(Path parent, BenchSettings settings, BenchProgress progress) throws IOException {
        return Benchmark.run(LogComparisons::of, parent, settings, progress);
    }
}
