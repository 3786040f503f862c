package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.LineFraming;
import io.tapedeck.connectors.RecordFraming;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.Value;
import java.util.Optional;

/** A JSON value a line: a message as {@link MessageJson} writes it, or else the value of one. */
final class JsonLineParser implements LineParser {
    private final JsonCodec json = new JsonCodec();
    private final MessageJsonReader messages = new MessageJsonReader();
    private final ValueLines values;
    private final boolean plain;

    /**
     * A parser.
     *
     * @param plain whether every line is a value, whatever it looks like
     */
    JsonLineParser(ValueLines values, boolean plain) {
        this.values = values;
        this.plain = plain;
    }

    @Override
    public RecordFraming framing() {
        return new LineFraming();
    }

    @Override
    public Optional<Incoming> parse(Bytes line, String place) throws EncodingException {
        if (isBlank(line)) {
            return Optional.empty();
        }
        Value value = json.decode(line);
        if (plain || !MessageJsonReader.isMessage(value)) {
            return Optional.of(values.next(PayloadEncoding.JSON, line, place));
        }
        long now = values.nowNanos();
        MessageJsonReader.Parsed parsed = messages.read(value.asMap(), now);
        long feedTime = parsed.feedTimeNanos().orElse(now);
        return Optional.of(new Incoming(feedTime, parsed.message(), Value.NULL, place));
    }

    private static boolean isBlank(Bytes line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.get(i) != ' ' && line.get(i) != '\t' && line.get(i) != '\r') {
                return false;
            }
        }
        return true;
    }
}
