package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.RecordedMessage;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogPosition;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.Times;
import io.tapedeck.tools.convert.LossException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds a place in a log by its beacons. */
@Command(
        name = "seek",
        description = {
            "Finds the first message at a position or behind it, and says how much had to be read for it.",
            "The log may be growing. Exits with 1 where there is no such message.",
            "SeaStreamer's files (.ss) are read from their start up to the message: #N is their Nth intact one, and feed"
                    + " time and event time are the time of the message. What is damaged before it is passed over and"
                    + " told on standard error, and makes the exit code 3."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./tapedeck log seek orders.tape 2026-11-20T03:12:09Z --event-time --stream orders/3",
            "         ./tapedeck log seek orders.tape orders/3@88121 --backward"
        })
final class LogSeekCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "a segment, a stream file, a folder of segments, or a .ss file")
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

    @Mixin
    private DecodeOption decode = new DecodeOption();

    @Option(names = "--json", description = "print one JSON object on stdout, and nothing else there")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException, LossException {
        file = PackedRuns.log(file);
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
        return SeaStreamerFiles.isOne(file) ? seekInSeaStreamer(target, only) : seekInLog(target, only);
    }

    private int seekInLog(RunPosition target, Optional<StreamFilter> only) throws IOException, WrongUseException {
        decode.refuseFor(file);
        try (LogReader log = LogReader.open(file)) {
            MessageRecord found = find(new LogSeek(log), target, only).orElseThrow(() -> nothing(only));
            LogPosition at = log.position();
            print(new Found(found, at.segment(), at.offset(), log.bytesRead(), log.beaconsRead()));
            return ExitCode.DONE;
        }
    }

    private int seekInSeaStreamer(RunPosition target, Optional<StreamFilter> only) throws IOException, LossException {
        SeaStreamerSeek.Report report = SeaStreamerSeek.seek(file, decode.encoding(), target, only, backward);
        if (!report.damages().isEmpty()) {
            Screen.warn(Screen.red("✗") + " " + Format.path(file)
                    + " is damaged before that; what is damaged was passed over, and is not counted in #N");
            Damages.warnOf(report.damages());
        }
        print(report.found().orElseThrow(() -> nothing(only)));
        return report.damages().isEmpty() ? ExitCode.DONE : ExitCode.DATA_LOST;
    }

    private NothingFoundException nothing(Optional<StreamFilter> only) {
        return new NothingFoundException("there is no message at " + position
                + (only.isPresent() ? " in " + only.get() : "") + " or " + (backward ? "before" : "behind") + " it");
    }

    /**
     * A message, and what it took to find it.
     *
     * @param record the message
     * @param segment the number of the segment that holds it
     * @param offset where it begins there
     * @param bytesRead how many bytes were read
     * @param beaconsRead how many beacons were read
     */
    record Found(MessageRecord record, int segment, long offset, long bytesRead, long beaconsRead) {}

    private Optional<MessageRecord> find(LogSeek log, RunPosition target, Optional<StreamFilter> only)
            throws IOException {
        if (eventTime && target instanceof RunPosition.FeedTime(var time)) {
            long nanos = Times.nanos(time);
            return backward ? log.lastEvent(nanos, only) : log.firstEvent(nanos, only);
        }
        return backward ? log.last(target) : log.first(target);
    }

    private void print(Found found) {
        if (json) {
            Json.print(object(found));
            return;
        }
        EncodedMessage message = found.record().message();
        Screen.line("#" + found.record().ordinal() + "  fed "
                + Format.time(Times.instant(found.record().feedTimeNanos())) + "  " + message.place() + ", "
                + Format.time(message.timeNanos()));
        Screen.line("  " + Messages.content(message, 200));
        Screen.line("  segment " + found.segment() + ", offset " + Format.number(found.offset()) + "; read "
                + Format.bytes(found.bytesRead()) + ", " + Format.count(found.beaconsRead(), "beacon"));
    }

    private static ObjectNode object(Found found) {
        MessageRecord message = found.record();
        ObjectNode record = Messages.json(message.message(), RecordedMessage.value(message.message()));
        record.put("ordinal", message.ordinal()).put("feed_time", Format.time(message.feedTimeNanos()));
        ObjectNode node = Json.object();
        node.set("record", record);
        return node.put("segment", found.segment())
                .put("offset", found.offset())
                .put("bytes_read", found.bytesRead())
                .put("beacons_read", found.beaconsRead());
    }
}
