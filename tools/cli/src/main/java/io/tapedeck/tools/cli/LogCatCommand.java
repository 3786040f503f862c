package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapedeck.controller.RecordedMessage;
import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogSalvage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the messages of a log. */
@Command(
        name = "cat",
        description = {
            "Prints the messages of a log, in order; with --json an object a line.",
            "What is damaged is passed over, and makes the exit code 3."
        },
        mixinStandardHelpOptions = true)
final class LogCatCommand implements Callable<Integer> {
    private static final int TEXT_WIDTH = 160;

    @Parameters(paramLabel = "FILE", description = "a segment, a stream file, or a folder of segments")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "POSITION", description = "the first message to print, such as '#100'")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "POSITION", description = "the last message to print")
    private Optional<String> to = Optional.empty();

    @Option(names = "--stream", paramLabel = "KEY", description = "print only messages of this stream")
    private Optional<String> stream = Optional.empty();

    @Option(names = "--json", description = "print one JSON object a message")
    private boolean json;

    @Override
    public Integer call() throws IOException, WrongUseException {
        Optional<RunPosition> first = from.isPresent() ? Optional.of(LogPlaces.parse(from.get())) : Optional.empty();
        Optional<RunPosition> last = to.isPresent() ? Optional.of(LogPlaces.parse(to.get())) : Optional.empty();
        try (LogSalvage log = LogSalvage.open(file)) {
            boolean begun = first.isEmpty();
            while (log.next() && !Screen.OUT.checkError()) {
                if (!(log.record() instanceof MessageRecord message)) {
                    continue;
                }
                begun = begun || LogPlaces.isReached(first.get(), message);
                if (begun && isWanted(message)) {
                    print(message);
                }
                if (last.isPresent() && LogPlaces.isReached(last.get(), message)) {
                    break;
                }
            }
            log.damages()
                    .forEach(found -> Screen.warn(Format.path(found.file()) + ": "
                            + found.damage().kind().words() + " at "
                            + found.damage().offset()
                            + "; ./tapedeck log verify tells more"));
            return log.damages().isEmpty() ? ExitCode.DONE : ExitCode.DATA_LOST;
        }
    }

    private boolean isWanted(MessageRecord message) {
        return stream.isEmpty() || message.message().stream().name().equals(stream.get());
    }

    private void print(MessageRecord record) {
        EncodedMessage message = record.message();
        if (json) {
            ObjectNode node = Messages.json(message, RecordedMessage.value(message));
            Json.print(node.put("ordinal", record.ordinal()).put("feed_time", Format.time(record.feedTimeNanos())));
            return;
        }
        Screen.line("#" + record.ordinal() + "  " + Format.time(message.timeNanos()) + "  " + message.place() + "  "
                + Format.value(RecordedMessage.value(message), TEXT_WIDTH));
    }
}
