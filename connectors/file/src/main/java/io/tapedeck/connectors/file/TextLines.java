package io.tapedeck.connectors.file;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import io.tapedeck.log.StringValue;

/** A text a line: strings as they are, other values as JSON. */
final class TextLines implements OutputFormat {
    private final OutputLines lines = new OutputLines();

    @Override
    public Bytes encode(Output output) throws EncodingException {
        if (output.value() instanceof StringValue text
                && (text.value().indexOf('\n') >= 0 || text.value().indexOf('\r') >= 0)) {
            throw new EncodingException("a file of lines cannot hold a string with a line break"
                    + " (a file whose name ends with .ndjson can)");
        }
        return lines.encode(output);
    }
}
