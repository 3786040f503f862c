package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.RecordedMessage;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.controller.Times;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
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
        description = {
            "Finds the first message at a position or behind it, and says how much had to be read for it.",
            "The log may be growing. Exits with 1 where there is no such message."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./tapedeck log seek orders.tape 2026-11-20T03:12:09Z --event-time --stream orders/3",
            "         ./tapedeck log seek orders.tape orders/3@88121 --backward"
        })
final class LogSeekCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "a segment, a stream file, or a folder of segments")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "POSITION",
            description = "'#123' (the 123rd message), 2026-11-20T03:12:09Z (feed time), or stream/shard@sequence")
    private String position = "";

    @Option(
            names = "--event-time",
            description = "the position is an event time: find the first message, in the log's order, with this event"
                    + " time or a later one")
    private boolean eventTime;

    @Option(
            names = "--stream",
            paramLabel = "KEY[/SHARD]",
            description = "with --event-time: look only at messages of this stream, or of one shard of it")
    private Optional<String> stream = Optional.empty();

    @Option(
            names = "--backward",
            description = "find the last message at the position or before it; with --event-time, the last one before"
                    + " the first that is later")
    private boolean backward;

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        RunPosition target = LogPlaces.parse(position);
        Optional<StreamFilter> only =
                stream.isPresent() ? Optional.of(StreamFilter.parse(stream.get())) : Optional.empty();
        if (eventTime && !(target instanceof RunPosition.FeedTime)) {
            throw new WrongUseException("--event-time wants a time, such as 2026-11-20T03:12:09Z, not " + position);
        }
        if (only.isPresent() && !eventTime) {
            throw new WrongUseException("--stream goes with --event-time; a place in a stream is " + only.get()
                    + (only.get().shard().isPresent() ? "@123" : "/0@123"));
        }
        try (LogReader log = LogReader.open(file)) {
            Optional<MessageRecord> found = find(new LogSeek(log), target, only);
            if (found.isEmpty()) {
                throw new NothingFoundException("there is no message at " + position
                        + (only.isPresent() ? " in " + only.get() : "") + " or " + (backward ? "before" : "behind")
                        + " it");
            }
            if (json) {
                Json.print(object(log, found.get()));
            } else {
                print(log, found.get());
            }
            return ExitCode.DONE;
        }
    }

    private Optional<MessageRecord> find(LogSeek log, RunPosition target, Optional<StreamFilter> only)
            throws IOException {
        if (eventTime && target instanceof RunPosition.FeedTime(var time)) {
            long nanos = Times.nanos(time);
            return backward ? log.lastEvent(nanos, only) : log.firstEvent(nanos, only);
        }
        return backward ? log.last(target) : log.first(target);
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
        Screen.line("#" + found.ordinal() + "  fed " + Format.time(Times.instant(found.feedTimeNanos())) + "  "
                + message.place() + ", " + Format.time(message.timeNanos()));
        Screen.line("  " + Format.value(RecordedMessage.value(message), 200));
        Screen.line("  segment " + log.position().segment() + ", offset "
                + Format.number(log.position().offset()) + "; read " + Format.bytes(log.bytesRead()) + ", "
                + Format.count(log.beaconsRead(), "beacon"));
    }
}
