package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.Damage;
import io.tapedeck.log.LogVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies every byte of a log. */
@Command(
        name = "verify",
        description = {
            "Verifies every checksum of a log, and names what is damaged and what is lost by it.",
            "Exits with 3 where anything is. The log is not changed."
        },
        mixinStandardHelpOptions = true)
final class LogVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a segment, a stream file, or a folder of segments")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        LogVerifier.Report report = LogVerifier.verify(file, new BytesProgress("verifying"));
        Screen.endProgress();
        if (json) {
            Json.print(object(report));
        } else {
            print(report);
        }
        return report.intact() ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    private static ObjectNode object(LogVerifier.Report report) {
        ObjectNode node = Json.object()
                .put("records", report.records())
                .put("beacons", report.beacons())
                .put("durable_to", report.segments().getLast().durableTo())
                .put("durable_ordinal", report.durableTo())
                .put("messages", report.messages())
                .put("messages_lost", report.messagesLost())
                .put("live", report.segments().stream().anyMatch(LogVerifier.Segment::live));
        ArrayNode damage = Json.array();
        for (LogVerifier.Segment segment : report.segments()) {
            segment.damages().forEach(place -> damage.add(object(segment, place)));
        }
        return node.set("damage", damage);
    }

    private static ObjectNode object(LogVerifier.Segment segment, Damage damage) {
        ObjectNode node = Json.object()
                .put("file", segment.file().toString())
                .put("offset", damage.offset())
                .put("length", damage.length())
                .put("kind", damage.kind().words());
        ArrayNode lost = Json.array();
        damage.lost()
                .forEach(range -> lost.add(Json.object()
                        .put("stream", range.stream().name())
                        .put("shard", range.shard())
                        .put("first", range.first())
                        .put("last", range.last())));
        return node.set("lost", lost);
    }

    private void print(LogVerifier.Report report) {
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
            List<Damage> damages = segment.damages();
            damages.forEach(damage -> print(report, segment, damage));
        }
    }

    private static void print(LogVerifier.Report report, LogVerifier.Segment segment, Damage damage) {
        String where = report.segments().size() > 1 ? segment.file().getFileName() + " " : "";
        String lost = damage.lost().isEmpty()
                ? ""
                : "   lost: "
                        + damage.lost().stream().map(Damage.Lost::toString).collect(Collectors.joining(", "));
        Screen.line(String.format(
                Locale.ROOT,
                "  %sat %,d   %s, %s%s",
                where,
                damage.offset(),
                damage.kind().words(),
                Format.count(damage.length(), "byte"),
                lost));
    }
}
