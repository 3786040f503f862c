package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.tools.convert.FileKind;
import io.tapedeck.tools.convert.Loss;
import io.tapedeck.tools.convert.LossException;
import io.tapedeck.tools.convert.Losses;
import io.tapedeck.tools.convert.MessageJson;
import io.tapedeck.tools.convert.RowOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the messages of a log. */
@Command(
        name = "cat",
        description = {
            "Prints the messages of a log, in order; from anywhere at once.",
            "What is damaged is passed over and told on standard error, and makes the exit code 3.",
            "",
            "As JSON, an object a line: stream, shard, sequence, time, key, headers, and value, or bytes (base64)"
                    + " where the payload is bytes, or withheld (length and sha256) where a run log has a digest of it"
                    + " only (record = \"ranges\"). What JSON has no form for is text: bytes in base64, times in"
                    + " RFC 3339, NaN by name. As CSV, the columns are the fields of the first value if it is a map,"
                    + " else stream, shard, sequence, time, key, headers (as JSON),"
                    + " value. Fields have no room for keys and headers: how many are not shown is told at the end.",
            "",
            "SeaStreamer's files (.ss) are read from their start, whatever the position: #N is their Nth intact"
                    + " message, and a time is that of the message; --to ends before the first later one. They hold no"
                    + " keys and headers, and do not say what is durable. --follow ends at their end-of-stream mark.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: ./tapedeck log cat orders.tape --from '#9000' --stream orders/3 -n 10",
            "         ./tapedeck log cat .tapedeck/quakes/7085448b/log --follow --json | jq .value"
        })
final class LogCatCommand implements Callable<Integer> {
    private static final int TEXT_WIDTH = 160;
    private static final long FOLLOW_PAUSE_NANOS = 20_000_000;
    private static final Duration STOP_WAIT = Duration.ofSeconds(1);

    /** How messages are printed. */
    enum PrintFormat {
        TEXT,
        NDJSON,
        CSV
    }

    /** Prints a message. */
    private interface Printer {
        void print(MessageRecord message) throws IOException, LossException;
    }

    @Parameters(paramLabel = "FILE", description = "a segment, a stream file, a folder of segments, or a .ss file")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "POSITION", description = "the first message to print, such as '#100'")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "POSITION", description = "the last message to print")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--stream",
            paramLabel = "KEY[/SHARD]",
            description = "print only messages of this stream, or of one shard of it; may be given again")
    private List<String> streams = List.of();

    @Mixin
    private MessageLimit limit = new MessageLimit();

    @Option(
            names = "--follow",
            description = "at the end wait for more, until Ctrl-C, or until nobody reads what is printed")
    private boolean follow;

    @Option(names = "--durable", description = "print only what was made durable")
    private boolean durable;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default), ndjson or csv")
    private PrintFormat format = PrintFormat.TEXT;

    @Mixin
    private DecodeOption decode = new DecodeOption();

    @Option(names = "--json", description = "the same as --format ndjson")
    private boolean json;

    @Option(names = "--allow-loss", description = "exit with 0 though something is damaged or has no column")
    private boolean allowLoss;

    private final Losses losses = new Losses(/* allowed= */ true, Screen::warn);

    @Override
    public Integer call() throws IOException, WrongUseException, LossException {
        file = PackedRuns.log(file);
        Optional<RunPosition> first = LogPlaces.parse(from);
        Optional<RunPosition> last = LogPlaces.parse(to);
        List<StreamFilter> wanted = StreamFilter.parseAll(streams);
        long max = limit.max();
        if (follow) {
            StopSignal.installFor(STOP_WAIT);
        }
        try (MessageWalk log = open(first)) {
            print(log, last, wanted, max);
            return tellLosses(log);
        }
    }

    private MessageWalk open(Optional<RunPosition> first) throws IOException, WrongUseException {
        if (!SeaStreamerFiles.isOne(file)) {
            decode.refuseFor(file);
            return LogWalk.open(file, first, durable);
        }
        if (durable) {
            throw new WrongUseException(
                    "a SeaStreamer file does not say what of it is durable; leave --durable out for " + file);
        }
        return SeaStreamerWalk.open(file, first, decode.encoding(), losses, LogProgress.NONE);
    }

    private void print(MessageWalk log, Optional<RunPosition> last, List<StreamFilter> wanted, long max)
            throws IOException, LossException {
        Printer printer = printer();
        long printed = 0;
        while (printed < max && !Screen.STANDARD_OUT.failed() && next(log)) {
            MessageRecord message = log.message();
            if (last.isPresent() && LogPlaces.isPassed(last.get(), message)) {
                return;
            }
            if (wanted.isEmpty() || wanted.stream().anyMatch(stream -> stream.matches(message.message()))) {
                printer.print(message);
                printed++;
            }
            if (follow && last.isPresent() && LogPlaces.isExactly(last.get(), message)) {
                return;
            }
        }
    }

    /** Goes to the next message, waiting for it if the log is followed. */
    private boolean next(MessageWalk log) throws IOException, LossException {
        if (log.next()) {
            return !StopSignal.requested();
        }
        return follow && log.canGrow() && await(log);
    }

    private static boolean await(MessageWalk log) throws IOException, LossException {
        PipeWatch pipe = new PipeWatch();
        do {
            Screen.OUT.flush();
            if (StopSignal.requested() || Screen.STANDARD_OUT.failed() || pipe.isClosed()) {
                return false;
            }
            LockSupport.parkNanos(FOLLOW_PAUSE_NANOS);
            if (log.next()) {
                return true;
            }
        } while (log.canGrow());
        return false;
    }

    private Printer printer() {
        if (json || format == PrintFormat.NDJSON) {
            MessageJson lines = new MessageJson();
            return message ->
                    Screen.OUT.writeBytes(lines.line(message.message()).toByteArray());
        }
        if (format == PrintFormat.CSV) {
            RowOutput rows = new RowOutput(Screen.OUT, FileKind.CSV, losses);
            return message -> rows.write(message.message());
        }
        return LogCatCommand::printText;
    }

    private static void printText(MessageRecord record) {
        Screen.line("#" + record.ordinal() + "  " + Messages.text(record.message(), TEXT_WIDTH));
    }

    private int tellLosses(MessageWalk log) throws IOException {
        Screen.OUT.flush();
        List<DamagedPlace> damages = log.damages();
        long messagesLost = log.messagesLost();
        boolean lossy = !damages.isEmpty() || messagesLost > 0;
        if (lossy) {
            Screen.warn(Screen.red("✗") + " " + Format.path(file) + " is damaged; what is intact was printed"
                    + (messagesLost > 0 ? ", " + Format.count(messagesLost, "message") + " lost" : ""));
            Damages.warnOf(damages);
            Screen.warn("./tapedeck log verify "
                    + Shell.quote(PackedRuns.shown(file).toString()) + " tells more");
        }
        for (var loss : losses.counts().entrySet()) {
            // That a table of fields has no keys and headers is its form, and nothing went wrong.
            boolean ofForm = loss.getKey() == Loss.HEADERS || loss.getKey() == Loss.KEYS;
            boolean withheld = loss.getKey() == Loss.WITHHELD;
            lossy = lossy || !(ofForm || withheld);
            Screen.warn("not printed: " + Format.number(loss.getValue()) + " "
                    + loss.getKey().words()
                    + (withheld ? " (record = \"ranges\"); --json prints what it says of them" : "")
                    + (ofForm ? ", for which the fields leave no column; --json prints them" : ""));
        }
        return lossy && !allowLoss ? ExitCode.DATA_LOST : ExitCode.DONE;
    }
}
