package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.LogInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The streams of a log, as {@code log info} shows them. */
final class StreamTable {
    private static final int GAPS_SHOWN = 3;
    private static final int NAME_WIDTH_MAX = 40;

    private StreamTable() {}

    static ArrayNode json(List<LogInfo.Stream> streams) {
        ArrayNode array = Json.array();
        streams.forEach(stream -> array.add(object(stream)));
        return array;
    }

    /** How many sequences no message has, of all shards. */
    static long missing(List<LogInfo.Stream> streams) {
        return streams.stream().mapToLong(LogInfo.Stream::missing).sum();
    }

    private static ObjectNode object(LogInfo.Stream stream) {
        ArrayNode gaps = Json.array();
        stream.gaps()
                .forEach(gap -> gaps.add(Json.object().put("first", gap.first()).put("last", gap.last())));
        ObjectNode node = Json.object()
                .put("stream", stream.stream().name())
                .put("shard", stream.shard())
                .put("messages", stream.messages())
                .put("first_sequence", stream.firstSequence())
                .put("last_sequence", stream.lastSequence())
                .put("first_time", Format.time(stream.firstTimeNanos()))
                .put("last_time", Format.time(stream.lastTimeNanos()))
                .put("missing", stream.missing())
                .put("gap_count", stream.gapCount());
        return node.set("gaps", gaps);
    }

    /** Prints the shards with the most messages, at most so many, and the others as a sum. */
    static void print(List<LogInfo.Stream> streams, int streamsMax) {
        List<LogInfo.Stream> shown = streams;
        if (streams.size() > streamsMax) {
            shown = streams.stream()
                    .sorted(Comparator.comparingLong(LogInfo.Stream::messages).reversed())
                    .limit(Math.max(0, streamsMax))
                    .toList();
        }
        int width =
                shown.stream().mapToInt(stream -> name(stream).length()).max().orElse(0);
        int nameWidth = Math.min(NAME_WIDTH_MAX, width);
        shown.forEach(stream -> Screen.line(line(stream, nameWidth)));
        if (shown.size() < streams.size()) {
            printRest(streams, shown);
        }
    }

    private static String name(LogInfo.Stream stream) {
        return stream.stream() + "/" + stream.shard();
    }

    private static String line(LogInfo.Stream stream, int nameWidth) {
        String line = String.format(
                Locale.ROOT,
                "  %-" + Math.max(1, nameWidth) + "s  %12s   @%s…%s   %s … %s",
                name(stream),
                Format.number(stream.messages()),
                stream.firstSequence(),
                stream.lastSequence(),
                Format.time(stream.firstTimeNanos()),
                Format.time(stream.lastTimeNanos()));
        return stream.missing() == 0 ? line : line + "   " + gaps(stream);
    }

    private static String gaps(LogInfo.Stream stream) {
        String first = stream.gaps().stream()
                .limit(GAPS_SHOWN)
                .map(LogInfo.SequenceRange::toString)
                .collect(Collectors.joining(", "));
        return "missing " + Format.number(stream.missing()) + ": @" + first
                + (stream.gapCount() > GAPS_SHOWN ? ", …" : "");
    }

    private static void printRest(List<LogInfo.Stream> streams, List<LogInfo.Stream> shown) {
        long messages = messages(streams) - messages(shown);
        long missing = missing(streams) - missing(shown);
        Screen.line("  and " + Format.number(streams.size() - shown.size()) + " more with "
                + Format.count(messages, "message") + (missing > 0 ? ", " + Format.number(missing) + " missing" : "")
                + "; --json tells all");
    }

    private static long messages(List<LogInfo.Stream> streams) {
        return streams.stream().mapToLong(LogInfo.Stream::messages).sum();
    }
}
