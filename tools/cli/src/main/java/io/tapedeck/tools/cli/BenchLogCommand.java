package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.LogBenchmark;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the beacon log. */
@Command(
        name = "log",
        description = {
            "Measures the beacon log against Chronicle Queue, Kafka's record files and plain writes.",
            "Both sides do the same in turn; a ratio says how many times better ours is. Our checksums are",
            "on. It takes up to 19 minutes and 8 GiB of disk, and exits with 0 when short of a target too."
        },
        mixinStandardHelpOptions = true)
final class BenchLogCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws IOException, WrongUseException {
        return options.run(LogBenchmark::run);
    }
}
