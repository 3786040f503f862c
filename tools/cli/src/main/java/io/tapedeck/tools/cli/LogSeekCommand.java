package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.RecordedMessage;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.Times;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds a place in a log by its beacons. */
@Command(
        name = "seek",
        description = "Finds the first message at a position or behind it, and says how much had to be read for it.",
        mixinStandardHelpOptions = true)
final class LogSeekCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "a segment, a stream file, or a folder of segments")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "POSITION",
            description = "'#123' (the 123rd message), 2026-11-20T03:12:09Z (feed time), or stream/shard@sequence")
    private String position = "";

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        RunPosition target = LogPlaces.parse(position);
        try (LogReader log = LogReader.open(file)) {
            Optional<MessageRecord> found = LogPlaces.seek(log, target);
            if (found.isEmpty()) {
                Screen.warn(Screen.red("✗") + " there is no message at " + position + " or behind it");
                return ExitCode.FAILED;
            }
            if (json) {
                Json.print(object(log, found.get()));
            } else {
                print(log, found.get());
            }
            return ExitCode.DONE;
        }
    }

    private static ObjectNode object(LogReader log, MessageRecord found) {
        ObjectNode record = Messages.json(found.message(), RecordedMessage.value(found.message()));
        record.put("ordinal", found.ordinal()).put("feed_time", Format.time(found.feedTimeNanos()));
        ObjectNode node = Json.object();
        node.set("record", record);
        return node.put("segment", log.position().segment())
                .put("offset", log.position().offset())
                .put("bytes_read", log.bytesRead())
                .put("beacons_read", log.beaconsRead());
    }

    private static void print(LogReader log, MessageRecord found) {
        EncodedMessage message = found.message();
        Value value = RecordedMessage.value(message);
        Screen.line("#" + found.ordinal() + "  fed " + Format.time(Times.instant(found.feedTimeNanos())) + "  "
                + message.place() + ", " + Format.time(message.timeNanos()));
        Screen.line("  " + Format.value(value, 200));
        Screen.line("  segment " + log.position().segment() + ", offset "
                + Format.number(log.position().offset()) + "; read " + Format.bytes(log.bytesRead()) + ", "
                + Format.count(log.beaconsRead(), "beacon"));
    }
}
