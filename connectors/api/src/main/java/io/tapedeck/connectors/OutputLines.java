package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import io.tapedeck.log.StringValue;

/** Outputs as lines of text: strings as they are, other values as JSON. Not for several threads. */
public final class OutputLines {
    private final JsonCodec json = new JsonCodec();

    /** An encoder of lines. */
    public OutputLines() {}

    /**
     * The line of an output, with its end.
     *
     * @throws EncodingException where text or JSON cannot hold the output's value
     */
    public Bytes encode(Output output) throws EncodingException {
        return terminated(
                output.value() instanceof StringValue text ? Utf8.encode(text.value()) : json.encode(output.value()));
    }

    /** A line with a line feed behind it. */
    public static Bytes terminated(Bytes line) {
        byte[] bytes = new byte[line.length() + 1];
        line.copyTo(bytes, 0);
        bytes[line.length()] = '\n';
        return Bytes.wrap(bytes);
    }
}
