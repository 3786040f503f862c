package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.seastreamer.SeaStreamerDamage;
import io.tapedeck.log.seastreamer.SeaStreamerVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What {@code log verify} says of SeaStreamer's files. */
final class SeaStreamerFiles {
    private static final byte[] START = {'S', 's'};

    private SeaStreamerFiles() {}

    /** Whether a file is one by its first bytes, or should be one by its name and is no log of ours. */
    static boolean isOne(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return false;
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START.length);
        }
        boolean isOurs = start.length > 0 && (start[0] & 0xFF) == 0x89;
        return java.util.Arrays.equals(start, START)
                || !isOurs && file.toString().toLowerCase(Locale.ROOT).endsWith(".ss");
    }

    /** The keys of {@code log verify}; the format has no durable mark, so all that is whole counts as durable. */
    static ObjectNode object(Path file, SeaStreamerVerifier.Report report) {
        ObjectNode node = Json.object()
                .put("records", report.messages())
                .put("beacons", report.beacons())
                .put("durable_to", wholeTo(report))
                .put("messages", report.messages())
                .put("messages_lost", messagesLost(report))
                .put("ended", report.ended());
        ArrayNode damage = Json.array();
        report.damages()
                .forEach(place -> damage.add(Damages.json(
                        file, place.offset(), place.length(), place.kind().words(), place.lost())));
        node.set("damage", damage);
        ArrayNode warnings = Json.array();
        report.warnings()
                .forEach(warning -> warnings.add(
                        Json.object().put("offset", warning.offset()).put("text", warning.text())));
        return node.set("warnings", warnings);
    }

    private static long wholeTo(SeaStreamerVerifier.Report report) {
        return report.damages().stream()
                .filter(place -> place.kind() == SeaStreamerDamage.Kind.UNFINISHED)
                .mapToLong(SeaStreamerDamage::offset)
                .min()
                .orElse(report.sizeBytes());
    }

    static long messagesLost(SeaStreamerVerifier.Report report) {
        return report.damages().stream()
                .flatMap(place -> place.lost().stream())
                .mapToLong(lost -> lost.last() - lost.first() + 1)
                .sum();
    }

    static void print(Path file, SeaStreamerVerifier.Report report) {
        String counts = Format.count(report.messages(), "message") + ", " + Format.count(report.beacons(), "beacon")
                + (report.ended() ? "" : ", no end-of-stream mark");
        if (report.intact()) {
            Screen.line(Screen.green("✓") + " " + Format.path(file) + " is intact: " + counts);
        } else {
            Screen.line(Screen.red("✗") + " "
                    + Format.count(report.damages().size(), "place") + " damaged in " + Format.path(file) + " ("
                    + counts + " intact)");
            report.damages()
                    .forEach(place -> Screen.line(Damages.line(
                            "", place.offset(), place.length(), place.kind().words(), place.lost())));
        }
        report.warnings()
                .forEach(warning -> Screen.line(
                        String.format(Locale.ROOT, "  note at %,d   %s", warning.offset(), warning.text())));
        if (!report.intact() && report.messages() == 0) {
            Screen.line("nothing of it is intact, so there is nothing to save");
        } else if (!report.intact()) {
            Screen.line("save the rest:  ./tapedeck log import " + Shell.quote(file.toString()) + " "
                    + Shell.quote(file + ".tape") + " --allow-loss");
        }
    }
}
