package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;

/**
 * Where a codec gets schemas by the ids that stand before data. A codec is a function only if this is one: on a
 * replay it must give what it gave before, so whoever asks a registry writes down what it said.
 */
@FunctionalInterface
public interface SchemaSource {
    /**
     * A schema, as Avro's JSON. A codec asks for each id once.
     *
     * @throws EncodingException where there is none of this id, in a sentence
     */
    String schema(int id) throws EncodingException;
}
