package io.tapedeck.connectors.file;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.JsonCodec;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;

/** A JSON value a line, no envelope. */
final class JsonLines implements OutputFormat {
    private final JsonCodec json = new JsonCodec();

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return OutputLines.terminated(json.encode(output.value()));
    }
}
