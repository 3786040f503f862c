package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Value;

/**
 * One encoding of values ({@code spec/encodings.md}). It is a function: the same value gives the same bytes, whenever
 * and wherever. Not for several threads; after a refusal it can be used again.
 */
public interface Codec {
    /**
     * The bytes of a value.
     *
     * @throws EncodingException where the encoding cannot hold the value, in a sentence
     */
    Bytes encode(Value value) throws EncodingException;

    /**
     * The value of bytes, which are one message, whole.
     *
     * @throws EncodingException where the bytes are not of the encoding, in a sentence
     */
    Value decode(Bytes bytes) throws EncodingException;
}
