package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.log.LogInfo;
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
        description = "Shows what is in a log: streams, ranges, times and sizes.",
        mixinStandardHelpOptions = true)
final class LogInfoCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "a segment, a stream file, or a folder of segments")
    private Path file = Path.of("");

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
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
                .put("durable_to", info.durableTo())
                .put("damaged_places", info.damagedPlaces());
        ArrayNode streams = Json.array();
        info.streams()
                .forEach(stream -> streams.add(Json.object()
                        .put("stream", stream.stream().name())
                        .put("shard", stream.shard())
                        .put("messages", stream.messages())
                        .put("first_sequence", stream.firstSequence())
                        .put("last_sequence", stream.lastSequence())
                        .put("first_time", Format.time(stream.firstTimeNanos()))
                        .put("last_time", Format.time(stream.lastTimeNanos()))));
        return node.set("streams", streams);
    }

    private void print(LogInfo info) {
        String state = info.live() ? "being written" : info.sealed() ? "sealed" : "unfinished";
        Screen.line(
                Screen.bold(Format.path(file)) + "  " + (info.use().name().equals("RUN") ? "run log" : "stream file")
                        + " " + info.logId() + ", created " + Format.time(info.created()));
        Screen.line("  " + Format.count(info.segments(), "segment") + ", " + state + " · " + Format.bytes(info.bytes())
                + " · " + Format.count(info.records(), "record") + " · " + Format.count(info.messages(), "message")
                + " · durable to #" + info.durableTo());
        if (info.damagedPlaces() > 0) {
            Screen.line("  " + Screen.red(Format.count(info.damagedPlaces(), "damaged place"))
                    + "; ./tapedeck log verify " + Shell.quote(file.toString()) + " tells more");
        }
        for (LogInfo.Stream stream : info.streams()) {
            Screen.line(String.format(
                    Locale.ROOT,
                    "  %-24s %12s   @%s…%s   %s … %s",
                    stream.stream() + "/" + stream.shard(),
                    Format.number(stream.messages()),
                    stream.firstSequence(),
                    stream.lastSequence(),
                    Format.time(stream.firstTimeNanos()),
                    Format.time(stream.lastTimeNanos())));
        }
    }
}
