package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.log.Damage;
import io.tapedeck.log.LogVerifier;
import io.tapedeck.log.seastreamer.SeaStreamerVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies every byte of a log. */
@Command(
        name = "verify",
        description = {
            "Verifies every checksum of a log, and names what is damaged and what is lost by it.",
            "Exits with 3 where anything is. The log is not changed. SeaStreamer's files (.ss) are verified too."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck log verify orders.tape --json"})
final class LogVerifyCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description = "a segment, a stream file, a folder of segments, a run's folder, or a .ss file")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PackedRuns.Damaged opened = PackedRuns.openDamaged(file);
        file = opened.path();
        return SeaStreamerFiles.isOne(file) ? verifySeaStreamer() : verifyLog(opened.isDamaged());
    }

    private int verifyLog(boolean damaged) throws IOException {
        Map<Path, LogVerifier.Report> reports = new LinkedHashMap<>();
        List<Path> logs = new RunFolder(file).logs();
        for (Path log : logs.isEmpty() ? List.of(file) : logs) {
            reports.put(log, LogVerifier.verify(log, new BytesProgress("verifying")));
        }
        Screen.endProgress();
        if (json) {
            Json.print(object(List.copyOf(reports.values())));
        } else {
            reports.forEach(LogVerifyCommand::print);
        }
        boolean intact = !damaged && reports.values().stream().allMatch(LogVerifier.Report::intact);
        return intact ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    private static ObjectNode object(List<LogVerifier.Report> logs) {
        List<LogVerifier.Segment> segments =
                logs.stream().flatMap(log -> log.segments().stream()).toList();
        ObjectNode node = Json.object()
                .put("records", sum(logs, LogVerifier.Report::records))
                .put("beacons", sum(logs, LogVerifier.Report::beacons))
                .put("durable_to", segments.getLast().durableTo())
                .put("durable_ordinal", logs.getLast().durableTo())
                .put("messages", sum(logs, LogVerifier.Report::messages))
                .put("messages_lost", sum(logs, LogVerifier.Report::messagesLost))
                .put("live", segments.stream().anyMatch(LogVerifier.Segment::live));
        ArrayNode damage = Json.array();
        for (LogVerifier.Segment segment : segments) {
            segment.damages().forEach(place -> damage.add(object(segment, place)));
        }
        return node.set("damage", damage);
    }

    private static long sum(List<LogVerifier.Report> logs, ToLongFunction<LogVerifier.Report> count) {
        return logs.stream().mapToLong(count).sum();
    }

    private static ObjectNode object(LogVerifier.Segment segment, Damage damage) {
        return Damages.json(
                segment.file(), damage.offset(), damage.length(), damage.kind().words(), damage.lost());
    }

    private static void print(Path file, LogVerifier.Report report) {
        String counts = Format.count(report.records(), "record") + ", " + Format.count(report.beacons(), "beacon")
                + ", durable to #" + report.durableTo();
        if (report.intact()) {
            Screen.line(Screen.green("✓") + " " + Format.path(file) + " is intact: " + counts);
            return;
        }
        Screen.line(Screen.red("✗") + " " + Format.count(report.damages().size(), "place") + " damaged in "
                + Format.path(file) + " (" + counts + " intact"
                + (report.messagesLost() > 0 ? ", " + Format.count(report.messagesLost(), "message") + " lost" : "")
                + ")");
        for (LogVerifier.Segment segment : report.segments()) {
            segment.damages().forEach(damage -> print(report, segment, damage));
        }
        if (report.records() == 0) {
            Screen.line("nothing of it is intact, so there is nothing to repair");
            return;
        }
        Screen.line("repair:  ./tapedeck log repair "
                + Shell.quote(PackedRuns.shown(file).toString()) + " --out "
                + Shell.quote(RepairTarget.of(PackedRuns.shown(file)).toString()));
    }

    private static void print(LogVerifier.Report report, LogVerifier.Segment segment, Damage damage) {
        String where = report.segments().size() > 1 ? segment.file().getFileName() + " " : "";
        Screen.line(Damages.line(
                where, damage.offset(), damage.length(), damage.kind().words(), damage.lost()));
    }

    private int verifySeaStreamer() throws IOException {
        SeaStreamerVerifier.Report report = SeaStreamerVerifier.verify(file, new BytesProgress("verifying"));
        Screen.endProgress();
        if (json) {
            Json.print(SeaStreamerFiles.object(file, report));
        } else {
            SeaStreamerFiles.print(file, report);
        }
        return report.intact() ? ExitCode.DONE : ExitCode.DATA_LOST;
    }
}
