package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.ScalarText;
import io.tapedeck.connectors.Utf8;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;

/** UTF-8: strings are themselves, other scalars their text. */
final class TextCodec implements Codec {
    @Override
    public Bytes encode(Value value) throws EncodingException {
        if (value.isNull() || !value.isScalar()) {
            throw new EncodingException("text is a string or has the text of a scalar; found: " + value.kind());
        }
        return Utf8.encode(ScalarText.of(value));
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        return Value.of(Utf8.decode(bytes));
    }
}
