package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.Launcher;
import io.tapedeck.tools.bench.PythonBenchmark;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures processors written in Python. */
@Command(
        name = "python",
        description = {
            "Measures processors written in Python against plain Python (the python3 on the PATH), and how",
            "soon after a start the first message is through. A ratio says how many times better ours is. It",
            "takes up to 19 minutes and 8 GiB of disk, and exits with 0 when short of a target too."
        },
        mixinStandardHelpOptions = true)
final class BenchPythonCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws IOException, WrongUseException {
        return options.run((parent, settings, progress) ->
                PythonBenchmark.run(parent, settings, Launcher.ofThisProcess(), progress));
    }
}
