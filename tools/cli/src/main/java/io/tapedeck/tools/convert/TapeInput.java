package io.tapedeck.tools.convert;

import io.tapedeck.log.Damage;
import io.tapedeck.log.LogMessages;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.LogSalvage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The messages of one of our logs, as many as are intact. */
final class TapeInput implements MessageInput {
    private final LogMessages messages;

    TapeInput(Path log, LogProgress progress) throws IOException {
        messages = LogMessages.open(log, progress);
    }

    @Override
    public Optional<Incoming> next() throws IOException {
        if (!messages.next()) {
            return Optional.empty();
        }
        MessageRecord record = messages.message();
        return Optional.of(new Incoming(
                record.feedTimeNanos(),
                record.message(),
                record.position(),
                record.message().place()));
    }

    @Override
    public SourceDamage damage() {
        LogSalvage log = messages.log();
        List<String> places = log.damages().stream()
                .filter(found -> found.damage().kind() != Damage.Kind.UNFINISHED)
                .map(found -> found.file() + " at offset " + found.damage().offset() + ": "
                        + found.damage().kind().words())
                .toList();
        return new SourceDamage(places, log.messagesLost(), log.complete());
    }

    @Override
    public void close() throws IOException {
        messages.close();
    }
}
