package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.RecordMessages;
import io.tapedeck.connectors.Source;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import io.tapedeck.log.XxHash64;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Reads a Chronicle queue. Excerpts that a sink of ours wrote come with their key, headers and time; others
 * as text where they were written as one ({@link WireText}), else as bytes.
 *
 * <p>The position is the last excerpt's index and its hash, by which another queue under the same path is
 * noticed. The sequence is the index: day and number in one, ascending.
 */
final class ChronicleSource implements Source {
    private static final long SLEEP_MILLIS_MAX = 10;
    private static final Value INDEX = Value.of("index");
    private static final Value FINGERPRINT = Value.of("fingerprint");

    private final QueueFolder folder;
    private final StreamKey stream;
    private final RecordMessages messages;
    private final boolean follow;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;

    ChronicleSource(QueueFolder folder, StreamKey stream, RecordMessages messages, boolean follow)
            throws ConnectorException {
        this.folder = folder;
        this.stream = stream;
        this.messages = messages;
        this.follow = follow;
        Optional<String> obstacle = obstacle(folder);
        if (obstacle.isPresent()) {
            throw new ConnectorException(obstacle.get());
        }
        try {
            queue = folder.openToRead();
            tailer = queue.createTailer();
        } catch (RuntimeException e) {
            throw folder.failed("open", e);
        }
    }

    /** Why a folder cannot be read as a queue, where that can be told beforehand. */
    static Optional<String> obstacle(QueueFolder folder) {
        try {
            if (!Files.exists(folder.path())) {
                return Optional.of("there is no folder " + folder.path());
            }
            if (!Files.isDirectory(folder.path())) {
                return Optional.of(folder.path() + " is a file; a Chronicle queue is a folder");
            }
            return folder.files().isEmpty()
                    ? Optional.of(folder.path() + " is not a Chronicle queue: it has no .cq4 file")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot read " + folder.path() + ": " + e.getMessage());
        }
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        if (after.isEmpty()) {
            return;
        }
        long index = after.get().asMap().get(INDEX).asLong();
        long fingerprint = after.get().asMap().get(FINGERPRINT).asLong();
        Optional<QueueFolder.Excerpt> excerpt = Optional.empty();
        try {
            if (tailer.moveToIndex(index)) {
                excerpt = QueueFolder.next(tailer);
            }
        } catch (RuntimeException e) {
            throw folder.failed("read", e);
        }
        if (excerpt.isEmpty()
                || excerpt.get().index() != index
                || fingerprint(excerpt.get().bytes()) != fingerprint) {
            throw new ConnectorException("the Chronicle queue " + folder.path()
                    + " was replaced or cut: it no longer has the excerpt " + Long.toHexString(index)
                    + " that was read last; --new starts over with what is there now");
        }
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        long deadlineNanos = System.nanoTime() + wait.toNanos();
        while (true) {
            Optional<QueueFolder.Excerpt> excerpt = next();
            if (excerpt.isPresent()) {
                return input(excerpt.get());
            }
            if (!follow) {
                return Polled.Ended.INSTANCE;
            }
            long leftMillis =
                    Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
            if (leftMillis <= 0) {
                return Polled.Idle.INSTANCE;
            }
            Thread.sleep(Math.min(leftMillis, SLEEP_MILLIS_MAX));
        }
    }

    @Override
    public void close() {
        tailer.close();
        queue.close();
    }

    private Optional<QueueFolder.Excerpt> next() throws ConnectorException {
        try {
            return QueueFolder.next(tailer);
        } catch (RuntimeException e) {
            throw folder.failed("read", e);
        }
    }

    private Polled.Input input(QueueFolder.Excerpt excerpt) {
        Value position = MapValue.builder()
                .put(INDEX, Value.of(excerpt.index()))
                .put(FINGERPRINT, Value.of(fingerprint(excerpt.bytes())))
                .build();
        return new Polled.Input(message(excerpt.index(), excerpt.bytes()), position);
    }

    private EncodedMessage message(long index, Bytes bytes) {
        Supplier<String> place = () -> "excerpt " + Long.toHexString(index);
        if (!EffectExcerpt.isOne(bytes)) {
            Optional<Bytes> text = WireText.of(bytes);
            return text.isPresent()
                    ? messages.message(index, place, PayloadEncoding.TEXT, text.get())
                    : messages.message(index, place, PayloadEncoding.BYTES, bytes);
        }
        Optional<EffectExcerpt> effect = EffectExcerpt.read(bytes);
        return effect.isPresent()
                ? message(index, effect.get())
                : messages.malformed(index, place.get() + " is damaged: its checksum fails", bytes);
    }

    private EncodedMessage message(long index, EffectExcerpt effect) {
        Output output = effect.output();
        return new EncodedMessage(
                stream,
                0,
                index,
                effect.timeNanos(),
                output.key(),
                output.headers(),
                PayloadEncoding.VALUE,
                ValueEncoder.encode(output.value()));
    }

    private static long fingerprint(Bytes bytes) {
        return XxHash64.hash(bytes, 0);
    }
}
