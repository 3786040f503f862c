package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.LogInfo;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.StreamTally;
import io.tapedeck.log.seastreamer.SeaStreamerDamage;
import io.tapedeck.log.seastreamer.SeaStreamerHeader;
import io.tapedeck.log.seastreamer.SeaStreamerMessage;
import io.tapedeck.log.seastreamer.SeaStreamerReader;
import io.tapedeck.log.seastreamer.SeaStreamerVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in a SeaStreamer file, from verifying it.
 *
 * @param file the file
 * @param header its header
 * @param report what verifying it found
 * @param streams its shards, in the order of their appearance
 */
record SeaStreamerInfo(
        Path file, SeaStreamerHeader header, SeaStreamerVerifier.Report report, List<LogInfo.Stream> streams) {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TIME_MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI;

    static SeaStreamerInfo read(Path file, LogProgress progress) throws IOException {
        Map<Shard, StreamTally> tallies = new LinkedHashMap<>();
        SeaStreamerHeader header;
        try (SeaStreamerReader reader = SeaStreamerReader.open(file)) {
            header = reader.header();
        }
        SeaStreamerVerifier.Report report =
                SeaStreamerVerifier.verify(file, progress, message -> count(tallies, message));
        return new SeaStreamerInfo(
                file,
                header,
                report,
                tallies.values().stream().map(StreamTally::toStream).toList());
    }

    private record Shard(StreamKey stream, long shard) {}

    private static void count(Map<Shard, StreamTally> tallies, SeaStreamerMessage message) {
        // A time that we cannot hold, after 2262, is told as the last that we can.
        long nanos = Math.min(message.timeMillis(), TIME_MILLIS_MAX) * NANOS_PER_MILLI;
        tallies.computeIfAbsent(
                        new Shard(message.stream(), message.shard()),
                        shard -> new StreamTally(shard.stream(), shard.shard()))
                .count(message.sequence(), nanos, /* replacement= */ false);
    }

    /** An unfinished end is one of them, as of a log of ours without a writer: nothing tells whether there is one. */
    private int damagedPlaces() {
        return report.damages().size();
    }

    private boolean unfinished() {
        return report.damages().stream().anyMatch(damage -> damage.kind() == SeaStreamerDamage.Kind.UNFINISHED);
    }

    /** The keys of a log of ours; null for what the format does not tell. */
    ObjectNode json() {
        ObjectNode node = Json.object()
                .putNull("id")
                .put("use", "streams")
                .put("created", created().toString())
                .put("segments", 1)
                .put("sealed", report.ended())
                .putNull("live")
                .put("bytes", report.sizeBytes())
                .put("records", report.messages())
                .put("messages", report.messages())
                .put("messages_withheld", 0)
                .put("messages_lost", SeaStreamerFiles.messagesLost(report))
                .put("durable_to", report.messages())
                .put("damaged_places", damagedPlaces())
                .put("missing", StreamTable.missing(streams));
        node.set("packed", packed());
        return node.set("streams", StreamTable.json(streams));
    }

    private static ObjectNode packed() {
        return Json.object()
                .put("segments", 0)
                .put("bytes", 0)
                .put("bytes_unpacked", 0)
                .put("ratio", 1.0);
    }

    private Instant created() {
        return Instant.ofEpochMilli(header.createdMillis());
    }

    void print(int streamsMax) {
        Screen.line(Screen.bold(Format.path(file)) + "  SeaStreamer file \"" + header.fileName() + "\", created "
                + Format.time(created()));
        Screen.line("  " + state() + " · " + Format.bytes(report.sizeBytes()) + " · "
                + Format.count(report.messages(), "message") + " · "
                + Format.count(report.beacons(), "beacon") + ", every " + Format.bytes(header.intervalBytes()));
        if (damagedPlaces() > 0) {
            long lost = SeaStreamerFiles.messagesLost(report);
            Screen.line("  " + Screen.red(Format.count(damagedPlaces(), "damaged place"))
                    + (lost > 0 ? ", " + Format.count(lost, "message") + " lost" : "") + "; " + verifyTellsMore());
        } else if (!report.warnings().isEmpty()) {
            Screen.line("  " + Format.count(report.warnings().size(), "note") + "; " + verifyTellsMore());
        }
        StreamTable.print(streams, streamsMax);
    }

    private String state() {
        String marked = report.ended() ? "ended" : "no end-of-stream mark";
        return unfinished() ? marked + ", and unfinished: it ends within a message" : marked;
    }

    private String verifyTellsMore() {
        return "./tapedeck log verify " + Shell.quote(file.toString()) + " tells more";
    }
}
