package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.RecordBuffer;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the records of a file, one after the other.
 *
 * <p>A last line without an end is a record where the file ends the run; when it turns out later that the
 * line went on, the rest is handed on as malformed, so that it is recorded and no made-up record is.
 */
final class FileSource implements Source {
    private final SourceFile file;
    private final RecordFormat format;
    private final RecordMessages messages;
    private final boolean follow;
    private final long recordBytesMax;

    private RecordBuffer buffer;
    private long record;
    private boolean atStart = true;
    private boolean restOfOpenRecord;

    FileSource(SourceFile file, RecordFormat format, RecordMessages messages, boolean follow, long recordBytesMax) {
        this.file = file;
        this.format = format;
        this.messages = messages;
        this.follow = follow;
        this.recordBytesMax = recordBytesMax;
        buffer = new RecordBuffer(format.framing());
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        if (after.isEmpty()) {
            return;
        }
        FilePosition position = FilePosition.ofValue(after.get());
        byte[] history = file.historyAt(position.offset());
        if (RecordBuffer.fingerprint(history) != position.fingerprint()) {
            throw file.changed("the bytes before line " + (position.line() + 1) + " are not those that were read");
        }
        readHeaderAgain();
        file.seek(position.offset());
        buffer = new RecordBuffer(format.framing(), history, position.offset(), position.line());
        record = position.record();
        restOfOpenRecord = position.open();
        atStart = false;
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        while (true) {
            Optional<Polled> found = next();
            if (found.isPresent()) {
                return found.get();
            }
            if (fill()) {
                continue;
            }
            if (!follow) {
                return last();
            }
            file.checkSame(buffer.filledTo());
            if (!Nap.before(deadlineNanos)) {
                return Polled.Idle.INSTANCE;
            }
        }
    }

    @Override
    public void close() throws ConnectorException {
        file.close();
    }

    /** The next whole record that is an input, where the buffer has one. */
    private Optional<Polled> next() throws ConnectorException {
        if (atStart) {
            atStart = !buffer.skipByteOrderMark();
        }
        while (!atStart) {
            long line = buffer.lineFeeds() + 1;
            if (!buffer.advance()) {
                checkLength(buffer.pendingBytes(), line);
                return Optional.empty();
            }
            checkLength(buffer.recordBytes(), line);
            Bytes bytes = buffer.record();
            if (restOfOpenRecord) {
                restOfOpenRecord = false;
                if (!bytes.isEmpty()) {
                    return Optional.of(input(rest(bytes, line), false));
                }
            } else if (!format.isBlank(bytes)) {
                if (!format.wantsHeader()) {
                    return Optional.of(input(message(bytes, line), false));
                }
                format.readHeader(bytes, file + ", line " + line + ",");
            }
        }
        return Optional.empty();
    }

    /** What stands at the end of a file that is not followed. */
    private Polled last() throws ConnectorException {
        atStart = false;
        long line = buffer.lineFeeds() + 1;
        if (!buffer.advanceToRest()) {
            return Polled.Ended.INSTANCE;
        }
        Bytes bytes = buffer.record();
        if (!restOfOpenRecord && (format.isBlank(bytes) || format.wantsHeader())) {
            return Polled.Ended.INSTANCE;
        }
        EncodedMessage message = restOfOpenRecord ? rest(bytes, line) : message(bytes, line);
        restOfOpenRecord = true;
        return input(message, true);
    }

    private EncodedMessage message(Bytes bytes, long line) {
        record++;
        try {
            return messages.message(record, () -> "line " + line, format.encoding(), format.payload(bytes));
        } catch (EncodingException e) {
            return messages.malformed(record, "line " + line + ": " + e.getMessage(), bytes);
        }
    }

    private EncodedMessage rest(Bytes bytes, long line) {
        record++;
        return messages.malformed(
                record, "line " + line + " went on after it had been read as the last of the file", bytes);
    }

    private Polled.Input input(EncodedMessage message, boolean open) {
        FilePosition position =
                new FilePosition(buffer.offset(), record, buffer.lineFeeds(), buffer.fingerprint(), open);
        return new Polled.Input(message, position.toValue());
    }

    private boolean fill() throws ConnectorException {
        try {
            return buffer.fill(file::read) > 0;
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private void readHeaderAgain() throws ConnectorException {
        if (!format.wantsHeader()) {
            return;
        }
        file.seek(0);
        while (format.wantsHeader()) {
            if (next().isEmpty() && format.wantsHeader() && !fill()) {
                throw file.changed("its header is gone");
            }
        }
    }

    private void checkLength(long bytes, long line) throws ConnectorException {
        if (bytes > recordBytesMax) {
            throw new ConnectorException(file + ", line " + line + ": a record of more than " + recordBytesMax
                    + " bytes (record_bytes_max = … allows more)");
        }
    }
}
