package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PathLock;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Appends outputs to a file, and behind each flushed batch a mark to the index beside it ({@link FileIndex}).
 * {@link FileSinkOpener} brings both to a whole state before.
 */
final class FileSink implements Sink {
    private static final int BUFFER_BYTES = 256 << 10;

    private final Path path;
    private final RandomAccessFile data;
    private final PathLock lock;
    private final FileIndex index;
    private final OutputFormat format;
    private final Durability durability;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long length;
    private Optional<EffectId> written;
    private Optional<EffectId> flushed;
    private boolean isBroken;

    /** A sink whose file ends, whole, with {@code last} at {@code length}. */
    FileSink(
            Path path,
            RandomAccessFile data,
            PathLock lock,
            FileIndex index,
            OutputFormat format,
            Durability durability,
            FileIndex.Mark start) {
        this.path = path;
        this.data = data;
        this.lock = lock;
        this.index = index;
        this.format = format;
        this.durability = durability;
        length = start.length();
        written = start.last();
        flushed = start.last();
    }

    @Override
    public Optional<EffectId> last() {
        return flushed;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        return format.encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        checkWhole();
        try {
            if (length + buffered == 0) {
                append(format.head());
            }
            append(format.frame(effect));
        } catch (IOException e) {
            throw broken(e);
        }
        written = Optional.of(effect.id());
    }

    @Override
    public void flush() throws ConnectorException {
        checkWhole();
        if (written.equals(flushed)) {
            return;
        }
        try {
            writeThrough();
            index.append(mark(false));
            flushed = written;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() throws ConnectorException {
        try (lock;
                data) {
            if (!isBroken) {
                flush();
                appendFoot();
                index.compact(mark(true));
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private FileIndex.Mark mark(boolean closed) throws IOException {
        return new FileIndex.Mark(0, written, length, Tail.fingerprintAt(data, length), closed);
    }

    private void appendFoot() throws IOException {
        Bytes foot = format.foot();
        if (!foot.isEmpty()) {
            append(foot);
            writeThrough();
        }
    }

    private void append(Bytes bytes) throws IOException {
        if (buffer.length - buffered < bytes.length()) {
            writeBuffer();
        }
        if (buffer.length < bytes.length()) {
            write(bytes.toByteArray(), bytes.length());
        } else {
            bytes.copyTo(buffer, buffered);
            buffered += bytes.length();
        }
    }

    private void writeThrough() throws IOException {
        writeBuffer();
        if (durability == Durability.FSYNC) {
            data.getFD().sync();
        }
    }

    private void writeBuffer() throws IOException {
        write(buffer, buffered);
        buffered = 0;
    }

    private void write(byte[] bytes, int count) throws IOException {
        data.seek(length);
        data.write(bytes, 0, count);
        length += count;
    }

    private void checkWhole() throws ConnectorException {
        if (isBroken) {
            throw new ConnectorException("cannot write to " + path + ": an earlier write failed");
        }
    }

    /** After a failed write nothing more is written: the next open cuts what is not marked. */
    private ConnectorException broken(IOException e) {
        isBroken = true;
        return new ConnectorException("cannot write to " + path + ": " + e.getMessage(), e);
    }
}
