package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.LogInfo;
import io.tapedeck.log.LogUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in a log. */
@Command(
        name = "info",
        description = {
            "Shows what is in a log: streams, shards, ranges, times, sizes, gaps.",
            "A gap is a range of sequences that no message of the stream's shard has; the source may have left it out.",
            "Of SeaStreamer's files (.ss) too: they have no id and do not tell whether somebody writes them (null as"
                    + " JSON), all that is whole counts as durable, and sealed says that the end-of-stream mark is there."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./tapedeck log info .tapedeck/quakes/7085448b/log --streams 5"})
final class LogInfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a segment, a stream file, a folder of segments, or a .ss file")
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
        file = PackedRuns.log(file);
        if (SeaStreamerFiles.isOne(file)) {
            SeaStreamerInfo info = SeaStreamerInfo.read(file, new BytesProgress("reading"));
            Screen.endProgress();
            if (json) {
                Json.print(info.json());
            } else {
                info.print(streamsMax);
            }
            return ExitCode.DONE;
        }
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
                .put("messages_withheld", info.messagesWithheld())
                .put("messages_lost", info.messagesLost())
                .put("durable_to", info.durableTo())
                .put("damaged_places", info.damagedPlaces())
                .put("missing", StreamTable.missing(info.streams()));
        node.set(
                "packed",
                Json.object()
                        .put("segments", info.packed().segments())
                        .put("bytes", info.packed().bytes())
                        .put("bytes_unpacked", info.packed().bytesUnpacked())
                        .put("ratio", info.packed().ratio()));
        return node.set("streams", StreamTable.json(info.streams()));
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
        if (info.messagesWithheld() > 0) {
            Screen.line("  " + Format.count(info.messagesWithheld(), "message")
                    + " withheld (record = \"ranges\"): a digest each, the rest is at the source");
        }
        if (info.damagedPlaces() > 0) {
            Screen.line("  " + Screen.red(Format.count(info.damagedPlaces(), "damaged place"))
                    + (info.messagesLost() > 0 ? ", " + Format.count(info.messagesLost(), "message") + " lost" : "")
                    + "; ./tapedeck log verify "
                    + Shell.quote(PackedRuns.shown(file).toString()) + " tells more");
        }
        StreamTable.print(info.streams(), streamsMax);
    }
}
