package io.tapedeck.tools.cli;

import io.tapedeck.controller.RunPosition;
import io.tapedeck.log.LogProgress;
import io.tapedeck.log.LogRecord.MessageRecord;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.tools.convert.Incoming;
import io.tapedeck.tools.convert.LossException;
import io.tapedeck.tools.convert.Losses;
import io.tapedeck.tools.convert.SeaStreamerInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the messages of a SeaStreamer file from its start, as {@code log import} does. The format knows no ordinals
 * and no feed times: messages are counted from 1, as far as they are intact, and were fed when they were sent.
 */
final class SeaStreamerWalk implements MessageWalk {
    private final Path file;
    private final Optional<RunPosition> from;
    private final SeaStreamerInput input;
    private Optional<MessageRecord> message = Optional.empty();
    private long ordinal;
    private boolean begun;

    private SeaStreamerWalk(Path file, Optional<RunPosition> from, SeaStreamerInput input) {
        this.file = file;
        this.from = from;
        this.input = input;
        begun = from.isEmpty();
    }

    /**
     * Opens a file before the first message at a position or behind it.
     *
     * @param losses counts messages that cannot be held
     */
    static SeaStreamerWalk open(
            Path file, Optional<RunPosition> from, PayloadEncoding encoding, Losses losses, LogProgress progress)
            throws IOException {
        return new SeaStreamerWalk(file, from, new SeaStreamerInput(file, encoding, losses, progress));
    }

    @Override
    public boolean next() throws IOException, LossException {
        for (Optional<Incoming> next = input.next(); next.isPresent(); next = input.next()) {
            Incoming found = next.get();
            ordinal++;
            message = Optional.of(new MessageRecord(ordinal, found.feedTimeNanos(), found.message(), found.position()));
            begun = begun || LogPlaces.isReached(from.orElseThrow(), message());
            if (begun) {
                return true;
            }
        }
        return false;
    }

    @Override
    public MessageRecord message() {
        return message.orElseThrow(() -> new IllegalStateException("call next() first"));
    }

    /** Where the message begins that {@link #next} went to. */
    long messageOffset() {
        return input.messageOffset();
    }

    long bytesRead() {
        return input.bytesRead();
    }

    long beaconsRead() {
        return input.beaconsRead();
    }

    /** What stands behind the end-of-stream mark is not read. */
    @Override
    public boolean canGrow() {
        return !input.ended();
    }

    @Override
    public List<DamagedPlace> damages() throws IOException {
        return input.damages().stream()
                .map(damage -> DamagedPlace.of(file, damage))
                .toList();
    }

    @Override
    public long messagesLost() throws IOException {
        return damages().stream().mapToLong(DamagedPlace::messagesLost).sum();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
