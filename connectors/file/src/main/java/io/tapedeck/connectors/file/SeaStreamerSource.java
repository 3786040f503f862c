package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.MalformedPayload;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.RecordBuffer;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.seastreamer.SeaStreamerException;
import io.tapedeck.log.seastreamer.SeaStreamerMessage;
import io.tapedeck.log.seastreamer.SeaStreamerReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the messages of a SeaStreamer file as they are. A message that is not complete at the file's end is passed
 * over until it is; what is damaged never is. The end-of-stream mark ends the source, also one that follows.
 */
final class SeaStreamerSource implements Source {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TIME_MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI;

    private final Path path;
    private final SourceFile file;
    private final SeaStreamerReader reader;
    private final Optional<StreamKey> only;
    private final PayloadEncoding encoding;
    private final boolean follow;

    private SeaStreamerSource(
            Path path,
            SourceFile file,
            SeaStreamerReader reader,
            Optional<StreamKey> only,
            PayloadEncoding encoding,
            boolean follow) {
        this.path = path;
        this.file = file;
        this.reader = reader;
        this.only = only;
        this.encoding = encoding;
        this.follow = follow;
    }

    /**
     * Opens a file.
     *
     * @param only the stream whose messages are wanted; empty for all
     * @param encoding how the payloads are to be read
     * @param follow whether to wait for more at the end
     */
    static SeaStreamerSource open(Path path, Optional<StreamKey> only, PayloadEncoding encoding, boolean follow)
            throws ConnectorException {
        SourceFile file = SourceFile.open(path);
        boolean opened = false;
        try {
            SeaStreamerSource source =
                    new SeaStreamerSource(path, file, SeaStreamerReader.open(path), only, encoding, follow);
            opened = true;
            return source;
        } catch (IOException e) {
            throw unreadable(path, e);
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        if (after.isEmpty()) {
            return;
        }
        SeaStreamerPosition position = SeaStreamerPosition.ofValue(after.get());
        if (RecordBuffer.fingerprint(file.historyAt(position.offset())) != position.fingerprint()) {
            throw file.changed("the bytes before offset " + position.offset() + " are not those that were read");
        }
        reader.seek(position.offset());
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        while (true) {
            Optional<Polled> found = next();
            if (found.isPresent()) {
                return found.get();
            }
            if (!follow || reader.ended()) {
                return Polled.Ended.INSTANCE;
            }
            file.checkSame(reader.offset());
            if (!Nap.before(deadlineNanos)) {
                return Polled.Idle.INSTANCE;
            }
        }
    }

    @Override
    public void close() throws ConnectorException {
        try (reader) {
            file.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The next message that is wanted, where there is one now. */
    private Optional<Polled> next() throws ConnectorException {
        try {
            while (reader.next()) {
                SeaStreamerMessage message = reader.message();
                if (only.isEmpty() || only.get().equals(message.stream())) {
                    byte[] before = reader.bytesBefore(RecordBuffer.FINGERPRINT_BYTES);
                    Value position =
                            new SeaStreamerPosition(reader.offset(), RecordBuffer.fingerprint(before)).toValue();
                    return Optional.of(new Polled.Input(encoded(message), position));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private EncodedMessage encoded(SeaStreamerMessage message) {
        if (message.timeMillis() <= TIME_MILLIS_MAX) {
            return new EncodedMessage(
                    message.stream(),
                    message.shard(),
                    message.sequence(),
                    message.timeMillis() * NANOS_PER_MILLI,
                    encoding,
                    message.payload());
        }
        MalformedPayload malformed = new MalformedPayload(
                "its time, " + message.timeMillis() + " ms since 1970, is after the last that Tapedeck holds, in 2262",
                message.payload());
        return new EncodedMessage(
                message.stream(),
                message.shard(),
                message.sequence(),
                TIME_MILLIS_MAX * NANOS_PER_MILLI,
                PayloadEncoding.MALFORMED,
                malformed.encode());
    }

    private static ConnectorException unreadable(Path path, IOException e) {
        return new ConnectorException(
                switch (e) {
                    case SeaStreamerException.Damaged damaged ->
                        damaged.getMessage() + "; ./tapedeck log verify tells what is lost";
                    case SeaStreamerException other -> String.valueOf(other.getMessage());
                    default -> "cannot read " + path + ": " + e;
                },
                e);
    }
}
