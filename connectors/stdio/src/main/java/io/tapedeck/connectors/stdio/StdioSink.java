package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;
import java.io.PrintStream;
import java.util.Optional;

/** Writes outputs to standard output, one a line: strings as they are, other values as JSON. */
final class StdioSink implements Sink {
    private static final int BUFFER_BYTES = 64 << 10;

    private final PrintStream output;
    private final OutputLines lines = new OutputLines();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;

    StdioSink(PrintStream output) {
        this.output = output;
    }

    @Override
    public Optional<EffectId> last() {
        return Optional.empty();
    }

    @Override
    public boolean remembers() {
        return false;
    }

    @Override
    public Bytes encode(Output value) throws EncodingException {
        return lines.encode(value);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        Bytes line = effect.encoded();
        if (buffer.length - buffered < line.length()) {
            flush();
        }
        if (buffer.length < line.length()) {
            output.write(line.toByteArray(), 0, line.length());
        } else {
            line.copyTo(buffer, buffered);
            buffered += line.length();
        }
    }

    @Override
    public void flush() throws ConnectorException {
        output.write(buffer, 0, buffered);
        buffered = 0;
        if (output.checkError()) {
            throw new ConnectorException("standard output takes no more: who read it is gone, or its disk is full");
        }
    }

    /** Flushes; standard output itself stays open, it is not the sink's. */
    @Override
    public void close() throws ConnectorException {
        flush();
    }
}
