package io.tapedeck.connectors.codecs;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.log.Bytes;
import java.util.List;

/** How one body is made of several encoded messages, and several messages of one body ({@code spec/encodings.md}). */
public interface Framing {
    /** What the framed form is in a {@code Content-Type}. */
    String LENGTHS_CONTENT_TYPE = "application/x-mstream-framed";

    /** A head, then each message's length and bytes. */
    static Framing ofLengths(FramedType type) {
        return new LengthFraming(type);
    }

    /** A JSON array of messages that are JSON texts. */
    static Framing jsonArray() {
        return new JsonArrayFraming();
    }

    /**
     * The body.
     *
     * @throws EncodingException where they are too many for one
     */
    Bytes frame(List<Bytes> messages) throws EncodingException;

    /**
     * The messages, views of the body.
     *
     * @throws EncodingException where the body is none, in a sentence
     */
    List<Bytes> unframe(Bytes body) throws EncodingException;
}
