package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.LogInfo;
import io.tapedeck.log.LogUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in a log. */
@Command(
        name = "info",
        description = {
            "Shows what is in a log: streams, shards, ranges, times, sizes, gaps.",
            "A gap is a range of sequences that no message of the stream's shard has; the source may have left it out."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck log info .tapedeck/quakes/7085448b/log --streams 5"})
final class LogInfoCommand implements Callable<Integer> {
    private static final int GAPS_SHOWN = 3;
    private static final int NAME_WIDTH_MAX = 40;

    @Parameters(paramLabel = "FILE", description = "a segment, a stream file, or a folder of segments")
    private Path file = Path.of("");

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "show the N shards with the most messages, and the others as a sum; 20 by default")
    private int streamsMax = 20;

    @Option(names = "--json", description = "print one JSON object on stdout, with all streams, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        LogInfo info = LogInfo.read(file, new BytesProgress("reading"));
        Screen.endProgress();
        if (json) {
            Json.print(object(info));
        } else {
            print(info);
        }
        return ExitCode.DONE;
    }

    private static ObjectNode object(LogInfo info) {
        ObjectNode node = Json.object()
                .put("id", info.logId().toString())
                .put("use", info.use().name().toLowerCase(Locale.ROOT))
                .put("created", info.created().toString())
                .put("segments", info.segments())
                .put("sealed", info.sealed())
                .put("live", info.live())
                .put("bytes", info.bytes())
                .put("records", info.records())
                .put("messages", info.messages())
                .put("messages_lost", info.messagesLost())
                .put("durable_to", info.durableTo())
                .put("damaged_places", info.damagedPlaces())
                .put(
                        "missing",
                        info.streams().stream()
                                .mapToLong(LogInfo.Stream::missing)
                                .sum());
        node.set(
                "packed",
                Json.object()
                        .put("segments", info.packed().segments())
                        .put("bytes", info.packed().bytes())
                        .put("bytes_unpacked", info.packed().bytesUnpacked())
                        .put("ratio", info.packed().ratio()));
        ArrayNode streams = Json.array();
        info.streams().forEach(stream -> streams.add(object(stream)));
        return node.set("streams", streams);
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

    private void print(LogInfo info) {
        String state = info.live() ? "being written" : info.sealed() ? "sealed" : "unfinished";
        Screen.line(Screen.bold(Format.path(file)) + "  " + (info.use() == LogUse.RUN ? "run log" : "stream file") + " "
                + info.logId() + ", created " + Format.time(info.created()));
        Screen.line("  " + Format.count(info.segments(), "segment") + ", " + state + " · " + Format.bytes(info.bytes())
                + " · " + Format.count(info.records(), "record") + " · " + Format.count(info.messages(), "message")
                + " · durable to #" + info.durableTo());
        if (info.packed().segments() > 0) {
            Screen.line(String.format(
                    Locale.ROOT,
                    "  %s packed: %s for %s, %.1f times smaller",
                    Format.number(info.packed().segments()),
                    Format.bytes(info.packed().bytes()),
                    Format.bytes(info.packed().bytesUnpacked()),
                    info.packed().ratio()));
        }
        if (info.damagedPlaces() > 0) {
            Screen.line("  " + Screen.red(Format.count(info.damagedPlaces(), "damaged place"))
                    + (info.messagesLost() > 0 ? ", " + Format.count(info.messagesLost(), "message") + " lost" : "")
                    + "; ./tapedeck log verify " + Shell.quote(file.toString()) + " tells more");
        }
        printStreams(info.streams());
    }

    private void printStreams(List<LogInfo.Stream> streams) {
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
        long missing = streams.stream().mapToLong(LogInfo.Stream::missing).sum()
                - shown.stream().mapToLong(LogInfo.Stream::missing).sum();
        Screen.line("  and " + Format.number(streams.size() - shown.size()) + " more with "
                + Format.count(messages, "message") + (missing > 0 ? ", " + Format.number(missing) + " missing" : "")
                + "; --json tells all");
    }

    private static long messages(List<LogInfo.Stream> streams) {
        return streams.stream().mapToLong(LogInfo.Stream::messages).sum();
    }
}
