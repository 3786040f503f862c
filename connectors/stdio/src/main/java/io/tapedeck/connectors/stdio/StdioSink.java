package io.tapedeck.connectors.stdio;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.OutputLines;
import io.tapedeck.connectors.ReaderGoneException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Output;
import java.io.IOException;
import java.io.OutputStream;

/** Writes outputs to standard output, or a pipe, one a line. */
final class StdioSink implements Sink {
    private static final int BUFFER_BYTES = 64 << 10;

    private final StdioTarget target;
    private final OutputStream output;
    private final LineWriter lines;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;

    StdioSink(StdioTarget target, LineWriter lines) throws ConnectorException {
        this.target = target;
        this.lines = lines;
        try {
            output = target.open();
        } catch (IOException e) {
            throw new ConnectorException("cannot write to " + target.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Bytes encode(Output value) throws EncodingException {
        return lines.encode(value);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        append(OutputLines.terminated(lines.line(effect)));
    }

    @Override
    public void forward(Effect effect, EncodedMessage origin) throws ConnectorException {
        append(OutputLines.terminated(lines.line(effect, origin)));
    }

    private void append(Bytes line) throws ConnectorException {
        if (buffer.length - buffered < line.length()) {
            flush();
        }
        if (buffer.length < line.length()) {
            write(line.toByteArray(), line.length());
        } else {
            line.copyTo(buffer, buffered);
            buffered += line.length();
        }
    }

    @Override
    public void flush() throws ConnectorException {
        write(buffer, buffered);
        buffered = 0;
    }

    private void write(byte[] bytes, int length) throws ConnectorException {
        try {
            output.write(bytes, 0, length);
        } catch (IOException e) {
            String sentence = target.name() + " takes no more: ";
            throw target.isReaderGone(e)
                    ? new ReaderGoneException(sentence + "who read it is gone", e)
                    : new ConnectorException(sentence + e.getMessage(), e);
        }
    }

    /** Flushes; standard output itself stays open, it is not the sink's. */
    @Override
    public void close() throws ConnectorException {
        try (output) {
            flush();
        } catch (IOException e) {
            throw new ConnectorException("cannot close " + target.name() + ": " + e.getMessage(), e);
        }
    }
}
