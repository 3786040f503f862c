package io.tapedeck.tools.cli;

import io.tapedeck.tools.bench.BenchProgress;
import io.tapedeck.tools.bench.BenchReport;
import io.tapedeck.tools.bench.BenchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What all benchmarks may be asked for, and how their reports are printed. */
final class BenchOptions {
    @Option(names = "--quick", description = "less than a minute: small files, 3 pairs; for a first look")
    private boolean quick;

    @Option(names = "--pairs", paramLabel = "N", description = "how often both are measured; 5, with --quick 3")
    private int pairs;

    @Option(
            names = "--rows",
            paramLabel = "TEXT",
            description = "only the rows of which the name contains a text, as \"scan\" or \"256 B\"; in less time")
    private String rows = "";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "a folder on the disk to measure, by default the working folder; all is deleted afterwards")
    private Path dir = Path.of("");

    @Option(names = "--json", description = "print one JSON list on stdout, and nothing else there")
    private boolean json;

    /** A benchmark. */
    @FunctionalInterface
    interface Benchmark {
        BenchReport run(Path parent, BenchSettings settings, BenchProgress progress) throws IOException;
    }

    /** Runs a benchmark and prints its report. */
    int run(Benchmark benchmark) throws IOException, WrongUseException {
        if (pairs < 0) {
            throw new WrongUseException("--pairs " + pairs + ": at least one pair is needed");
        }
        if (!Files.isDirectory(dir.toAbsolutePath())) {
            throw new WrongUseException("--dir " + dir + ": there is no such folder");
        }
        BenchReport report = benchmark.run(dir.toAbsolutePath(), settings(), new BenchProgressLine());
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
