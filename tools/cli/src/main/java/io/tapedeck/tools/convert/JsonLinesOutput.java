package io.tapedeck.tools.convert;

import java.io.IOException;
import java.io.OutputStream;

/** A message a line, as an object of JSON from which the same message can be made. */
final class JsonLinesOutput implements MessageOutput {
    private final OutputStream out;
    private final MessageJson json = new MessageJson();

    JsonLinesOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(Incoming incoming) throws IOException {
        out.write(json.exactLine(incoming).toByteArray());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
