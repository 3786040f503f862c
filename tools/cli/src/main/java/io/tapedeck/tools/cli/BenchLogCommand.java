package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.BenchReport;
import io.tapedeck.tools.bench.BenchSettings;
import io.tapedeck.tools.bench.LogBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    @Option(names = "--quick", description = "less than a minute: small files, 3 pairs; for a first look")
    private boolean quick;

    @Option(names = "--pairs", paramLabel = "N", description = "how often both are measured; 5, with --quick 3")
    private int pairs;

    @Option(
            names = "--rows",
            paramLabel = "TEXT",
            description = "only the rows of which the name contains a text, as \"scan\" or \"64 B\"; in less time")
    private String rows = "";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "a folder on the disk to measure, by default the working folder; all is deleted afterwards")
    private Path dir = Path.of("");

    @Option(names = "--json", description = "print one JSON list on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        if (pairs < 0) {
            throw new WrongUseException("--pairs " + pairs + ": at least one pair is needed");
        }
        if (!Files.isDirectory(dir.toAbsolutePath())) {
            throw new WrongUseException("--dir " + dir + ": there is no such folder");
        }
        BenchReport report = LogBenchmark.run(dir.toAbsolutePath(), settings(), new BenchProgressLine());
        Screen.endProgress();
        if (json) {
            Json.print(BenchJson.list(report));
            report.notes().forEach(Screen::warn);
        } else {
            BenchTable.lines(report).forEach(Screen::line);
        }
        return ExitCode.DONE;
    }

    private BenchSettings settings() {
        BenchSettings settings = quick ? BenchSettings.quick() : BenchSettings.full();
        return (pairs == 0 ? settings : settings.withPairs(pairs)).withRows(rows);
    }
}
