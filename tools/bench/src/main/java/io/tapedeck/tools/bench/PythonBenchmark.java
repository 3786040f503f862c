package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Compares processors written in Python with plain Python, and their first message with the limits that are promised. */
public final class PythonBenchmark {
    private PythonBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param parent a folder on the disk to measure; a hidden folder is made in it, and gone afterwards
     * @param settings how much to do
     * @param launcher starts processes whose start is measured; without one those rows are left out
     * @param progress is told how far it is
     * @throws java.io.InterruptedIOException where the process was told to end
     * @throws IOException where the disk is too full, or fails
     */
    public static BenchReport run(
            Path parent, BenchSettings settings, Optional<Launcher> launcher, BenchProgress progress)
            throws IOException {
        return Benchmark.run(fitting -> PythonComparisons.of(fitting, launcher), parent, settings, progress);
    }
}
