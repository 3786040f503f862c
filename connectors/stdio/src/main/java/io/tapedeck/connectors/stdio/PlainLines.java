package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.util.Optional;

/** A line a message of one stream; of JSON, blank lines are passed over. The position is how many were given. */
final class PlainLines implements LineMessages {
    private final PayloadEncoding encoding;
    private final RecordMessages messages;
    private long count;

    PlainLines(PayloadEncoding encoding, RecordMessages messages) {
        this.encoding = encoding;
        this.messages = messages;
    }

    @Override
    public void resume(Value after) {
        count = after.get("count").asLong();
    }

    @Override
    public Optional<Polled.Input> input(Bytes line, long number) {
        if (encoding == PayloadEncoding.JSON && line.toUtf8().isBlank()) {
            return Optional.empty();
        }
        count++;
        return Optional.of(new Polled.Input(
                messages.message(count, () -> "line " + number, encoding, line), Value.map("count", Value.of(count))));
    }
}
