package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;

/** JSON ({@link JsonCodec}). */
final class JsonTextCodec implements Codec {
    private final JsonCodec json = new JsonCodec();

    @Override
    public Bytes encode(Value value) throws EncodingException {
        return json.encode(value);
    }

    @Override
    public Value decode(Bytes bytes) throws EncodingException {
        return json.decode(bytes);
    }
}
