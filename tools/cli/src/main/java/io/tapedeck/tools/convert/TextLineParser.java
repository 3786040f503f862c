package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.LineFraming;
import io.tapedeck.connectors.RecordFraming;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.PayloadEncoding;
import java.util.Optional;

/** A text a line. */
final class TextLineParser implements LineParser {
    private final ValueLines values;

    TextLineParser(ValueLines values) {
        this.values = values;
    }

    @Override
    public RecordFraming framing() {
        return new LineFraming();
    }

    @Override
    public Optional<Incoming> parse(Bytes line, String place) throws EncodingException {
        byte[] bytes = line.toByteArray();
        Utf8.check(bytes, 0, bytes.length);
        return Optional.of(values.next(PayloadEncoding.TEXT, line, place));
    }
}
