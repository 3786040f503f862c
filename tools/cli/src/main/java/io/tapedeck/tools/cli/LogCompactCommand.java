package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tapedeck.log.BlockCodec;
import io.tapedeck.log.LogCompactor;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRetention;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs the segments of a log, and drops old ones. */
@Command(
        name = "compact",
        description = {
            "Packs the sealed segments of a log with Zstandard, so that they take less room and are sought as before."
                    + " What is unfinished or damaged is left alone.",
            "With --keep-bytes or --keep-age, first drops the oldest segments of a stream log in a folder; the last"
                    + " segment always stays."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck log compact archive/orders --keep-age 30d --level 9"})
final class LogCompactCommand implements Callable<Integer> {
    private static final int ZSTANDARD = 1;
    private static final int LEVEL_MAX = 22;

    @Parameters(paramLabel = "LOG", description = "a folder of segments, a segment, or a stream file")
    private Path log = Path.of("");

    @Option(names = "--level", paramLabel = "N", description = "how hard to try, from 1 to 22; 3 by default")
    private int level = 3;

    @Option(names = "--unpack", description = "unpack what is packed instead")
    private boolean unpack;

    @Option(names = "--keep-bytes", paramLabel = "SIZE", description = "drop while the log is larger, such as 20GiB")
    private Optional<String> keepBytes = Optional.empty();

    @Option(
            names = "--keep-age",
            paramLabel = "DURATION",
            description = "drop segments whose messages were all fed longer ago, such as 30d or 12h")
    private Optional<String> keepAge = Optional.empty();

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        SourcesAndTargets.checkLog(log);
        if (Files.isDirectory(log) && isEmpty()) {
            throw new RefusedException(log + " holds no segment of a log; those are named *.tape");
        }
        if (level < 1 || level > LEVEL_MAX) {
            throw new WrongUseException("--level is from 1 to " + LEVEL_MAX + ", not " + level);
        }
        List<Path> dropped = keepBytes.isPresent() || keepAge.isPresent() ? drop() : List.of();
        LogCompactor.Report report = compact();
        Screen.endProgress();
        if (json) {
            printJson(report, dropped);
        } else {
            print(report, dropped);
        }
        return ExitCode.DONE;
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.noneMatch(file -> file.toString().endsWith(".tape"));
        }
    }

    private List<Path> drop() throws IOException, WrongUseException {
        if (!Files.isDirectory(log)) {
            throw new WrongUseException(log + " is one file; --keep-bytes and --keep-age drop whole segments, and are"
                    + " for a log in a folder");
        }
        LogRetention retention = new LogRetention(
                keepBytes.isPresent() ? Quantities.bytes(keepBytes.get()) : Long.MAX_VALUE,
                keepAge.isPresent() ? Times.now() - Quantities.nanos(keepAge.get()) : Long.MIN_VALUE,
                Long.MAX_VALUE);
        try (LogReader reader = LogReader.open(log)) {
            if (reader.use() == LogUse.RUN) {
                throw new RefusedException(
                        log + " is the log of a run: without its beginning the rest can only be"
                                + " replayed from a snapshot, and this version of Tapedeck makes none yet. Nothing was dropped");
            }
        }
        return retention.drop(log);
    }

    private LogCompactor.Report compact() throws IOException {
        if (unpack) {
            return LogCompactor.unpack(log, new BytesProgress("unpacking"));
        }
        BlockCodec codec = BlockCodec.ofNumber(ZSTANDARD)
                .orElseThrow(() -> new RefusedException("this installation has no Zstandard (tapedeck-log-zstd)"));
        return LogCompactor.pack(log, codec, level, new BytesProgress("packing"));
    }

    private void printJson(LogCompactor.Report report, List<Path> dropped) {
        ArrayNode files = Json.array();
        dropped.forEach(file -> files.add(file.toString()));
        Json.print(Json.object()
                .put("log", log.toString())
                .put(unpack ? "unpacked" : "packed", report.segments())
                .put("skipped", report.skipped())
                .put("bytes_before", report.bytesBefore())
                .put("bytes_after", report.bytesAfter())
                .set("dropped", files));
    }

    private void print(LogCompactor.Report report, List<Path> dropped) {
        if (!dropped.isEmpty()) {
            Screen.line("dropped  " + Format.count(dropped.size(), "segment") + ": "
                    + dropped.getFirst().getFileName()
                    + (dropped.size() > 1 ? " … " + dropped.getLast().getFileName() : ""));
        }
        String word = unpack ? "unpacked" : "packed";
        Screen.line(Screen.green("✓") + " " + Format.path(log) + ": " + Format.count(report.segments(), "segment") + " "
                + word
                + (report.skipped() > 0
                        ? ", " + Format.number(report.skipped()) + " left as "
                                + (report.skipped() == 1 ? "it was" : "they were") + " ("
                                + (unpack ? "not packed" : "packed already") + ", not sealed, or damaged)"
                        : ""));
        Screen.line(String.format(
                Locale.ROOT,
                "  %s → %s%s",
                Format.bytes(report.bytesBefore()),
                Format.bytes(report.bytesAfter()),
                ratio(report)));
    }

    private static String ratio(LogCompactor.Report report) {
        return report.bytesAfter() > 0 && report.bytesAfter() < report.bytesBefore()
                ? String.format(
                        Locale.ROOT, ", %.1f times smaller", (double) report.bytesBefore() / report.bytesAfter())
                : "";
    }
}
