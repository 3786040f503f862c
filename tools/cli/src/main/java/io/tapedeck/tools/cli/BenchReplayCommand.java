package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.Launcher;
import io.tapedeck.tools.bench.ReplayBenchmark;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures recording, replaying and resuming. */
@Command(
        name = "replay",
        description = {
            "Measures recording and replaying against a bare log, and delivery and resuming against what is",
            "promised: raw messages of 256 B, a processor in Java, digests on. A ratio says how many times",
            "better ours is. It takes up to 19 minutes and 8 GiB of disk, and exits with 0 when short of a",
            "target too."
        },
        mixinStandardHelpOptions = true)
final class BenchReplayCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws IOException, WrongUseException {
        return options.run((parent, settings, progress) ->
                ReplayBenchmark.run(parent, settings, Launcher.ofThisProcess(), progress));
    }
}
