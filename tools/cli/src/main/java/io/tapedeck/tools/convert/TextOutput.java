package io.tapedeck.tools.convert;

import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.log.Output;
import io.tapedeck.log.StringValue;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A value a line: strings as they are, others as JSON. */
final class TextOutput implements MessageOutput {
    private final OutputStream out;
    private final Losses losses;
    private final PayloadReader payloads = new PayloadReader();
    private final OutputLines lines = new OutputLines();

    TextOutput(OutputStream out, Losses losses) {
        this.out = out;
        this.losses = losses;
    }

    @Override
    public void write(Incoming incoming) throws IOException, LossException {
        ValueLosses.check(incoming, losses, "a text file");
        ValueLosses.checkPayload(incoming, losses);
        Value value = payloads.read(incoming.message()).value();
        if (value instanceof StringValue(String text) && (text.indexOf('\n') >= 0 || text.endsWith("\r"))) {
            losses.lose(Loss.MESSAGES, incoming.place(), "its text has an end of line, which would make it two");
            return;
        }
        try {
            out.write(lines.encode(new Output(JsonShape.writable(value), Value.NULL, List.of()))
                    .toByteArray());
        } catch (EncodingException e) {
            losses.lose(Loss.MESSAGES, incoming.place(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
