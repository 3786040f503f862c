package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.RecordFraming;
import io.tapedeck.log.Bytes;
import java.util.Optional;

/** Makes messages of the lines or rows of a file. */
interface LineParser {
    /** Where lines end. */
    RecordFraming framing();

    /**
     * The message of a line; empty where it is none: blank, or a header.
     *
     * @param line its bytes, without its end
     * @param place the file and the line's number, for people
     * @throws EncodingException where it cannot be read, in a sentence
     * @throws LossException where nothing behind it can be read either
     */
    Optional<Incoming> parse(Bytes line, String place) throws EncodingException, LossException;
}
