package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PlainContent;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;

/** Bytes as they are; of a string those of its UTF-8. */
final class BytesCodec implements Codec {
    @Override
    public Bytes encode(Value value) throws EncodingException {
        return PlainContent.of(value)
                .orElseThrow(() -> new EncodingException("bytes or a string are wanted; found: " + value.kind()));
    }

    @Override
    public Value decode(Bytes bytes) {
        return Value.of(bytes);
    }
}
