package io.tapedeck.connectors.file;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.Sink;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogException;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Output;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Appends outputs to a stream file, a message each, which says itself which effect it is ({@link TapeOwner}).
 * {@link TapeSinkOpener} finds how far the file goes.
 */
final class TapeSink implements Sink {
    private final Path path;
    private final LogWriter writer;
    private final StreamKey stream;
    private final TapeOwner owner;
    private final InstantSource clock;
    private final TapeEncoder encoder = new TapeEncoder();
    private long sequence;
    private long feedTimeNanos;
    private Optional<EffectId> written;
    private Optional<EffectId> flushed;
    private boolean isBroken;

    /**
     * How far a stream file goes.
     *
     * @param effect the last effect in it
     * @param sequence the last message's number
     * @param feedTimeNanos when it was appended, in nanoseconds since 1970
     */
    record End(Optional<EffectId> effect, long sequence, long feedTimeNanos) {
        /** A file without a message. */
        static final End EMPTY = new End(Optional.empty(), 0, 0);
    }

    /** A sink whose file goes as far as {@code end}. */
    TapeSink(Path path, LogWriter writer, StreamKey stream, TapeOwner owner, InstantSource clock, End end) {
        this.path = path;
        this.writer = writer;
        this.stream = stream;
        this.owner = owner;
        this.clock = clock;
        sequence = end.sequence();
        feedTimeNanos = end.feedTimeNanos();
        written = end.effect();
        flushed = end.effect();
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
        return encoder.encode(output);
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        append(effect, stream, /* shard= */ 0, sequence + 1);
        sequence++;
    }

    /** Keeps the message's stream, shard and sequence; one whose sequence does not ascend in its shard gets the next. */
    @Override
    public void forward(Effect effect, EncodedMessage origin) throws ConnectorException {
        long last = writer.lastSequence(origin.stream(), origin.shard()).orElse(-1);
        append(effect, origin.stream(), origin.shard(), Math.max(last + 1, origin.sequence()));
    }

    private void append(Effect effect, StreamKey place, long shard, long number) throws ConnectorException {
        checkWhole();
        EncodedMessage message = new EncodedMessage(
                place,
                shard,
                number,
                effect.timeNanos(),
                effect.output().key(),
                effect.output().headers(),
                PayloadEncoding.VALUE,
                effect.encoded());
        feedTimeNanos = Math.max(feedTimeNanos, Times.nanos(clock.instant()));
        try {
            writer.append(writer.ordinal() + 1, feedTimeNanos, message, owner.position(effect.id()));
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
            writer.sync();
        } catch (IOException e) {
            throw broken(e);
        }
        flushed = written;
    }

    /** Also ends the file with its digest, unless a write failed: then the next open cuts what is not whole. */
    @Override
    public void close() throws ConnectorException {
        try (writer) {
            if (!isBroken) {
                flush();
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void checkWhole() throws ConnectorException {
        if (isBroken) {
            throw new ConnectorException("cannot write to " + path + ": an earlier write failed");
        }
    }

    private ConnectorException broken(IOException e) {
        isBroken = true;
        boolean named = e instanceof LogException.Unwritten;
        return new ConnectorException((named ? "" : "cannot write to " + path + ": ") + e.getMessage(), e);
    }
}
