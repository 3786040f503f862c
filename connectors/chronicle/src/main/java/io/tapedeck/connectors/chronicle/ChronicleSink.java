package io.tapedeck.connectors.chronicle;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Effect;
import io.tapedeck.connectors.EffectId;
import io.tapedeck.connectors.EncodingException;
import io.tapedeck.connectors.PathLock;
import io.tapedeck.connectors.Sink;
import io.tapedeck.connectors.SinkContext;
import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.Output;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.openhft.chronicle.core.time.SystemTimeProvider;
import net.openhft.chronicle.core.time.TimeProvider;

/**
 * Appends outputs to a Chronicle queue, an excerpt each ({@link EffectExcerpt}). An excerpt is there as a
 * whole or not at all, so the last one says how far the run has come; there is nothing to cut. An empty file
 * {@code tapedeck.lock} in the folder keeps a second writer out.
 */
final class ChronicleSink implements Sink {
    /** An excerpt has to fit what is mapped at once; beyond this it is refused. */
    static final int OUTPUT_BYTES_MAX = 64 << 20;

    static final String LOCK_NAME = "tapedeck.lock";

    private final SinkContext context;
    private final PathLock lock;
    private final QueueWriter writer;
    private final ValueEncoder encoder = new ValueEncoder();
    private Optional<EffectId> last;
    private Optional<EffectId> written;

    private ChronicleSink(SinkContext context, PathLock lock, QueueWriter writer, Optional<EffectId> last) {
        this.context = context;
        this.lock = lock;
        this.writer = writer;
        this.last = last;
        written = last;
    }

    /** Opens a queue for a run's outputs. */
    static ChronicleSink open(Path path, SinkContext context) throws ConnectorException {
        return open(path, context, SystemTimeProvider.INSTANCE);
    }

    /** As {@link #open(Path, SinkContext)}, with another clock, which decides when a new file begins. */
    static ChronicleSink open(Path path, SinkContext context, TimeProvider time) throws ConnectorException {
        QueueFolder folder = new QueueFolder(path);
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new ConnectorException(path + " is a file; a Chronicle queue is a folder");
            }
            Files.createDirectories(path);
            PathLock lock = PathLock.tryOpen(path.resolve(LOCK_NAME))
                    .orElseThrow(() -> new ConnectorException("another run is writing to " + path));
            return open(folder, context, lock, time);
        } catch (IOException e) {
            throw folder.failed("open", e);
        }
    }

    private static ChronicleSink open(QueueFolder folder, SinkContext context, PathLock lock, TimeProvider time)
            throws ConnectorException, IOException {
        Optional<ChronicleSink> sink = Optional.empty();
        try {
            Optional<EffectId> last = recover(folder, context);
            QueueWriter writer = new QueueWriter(folder, time, context.durability() == Durability.FSYNC);
            sink = Optional.of(new ChronicleSink(context, lock, writer, last));
            return sink.get();
        } finally {
            if (sink.isEmpty()) {
                lock.close();
            }
        }
    }

    /** How far this run has come in the queue; what is not this run's is refused, or removed. */
    private static Optional<EffectId> recover(QueueFolder folder, SinkContext context)
            throws ConnectorException, IOException {
        Optional<Bytes> excerpt = QueueWriter.last(folder);
        if (excerpt.isEmpty()) {
            return Optional.empty();
        }
        Optional<EffectExcerpt> effect = excerpt.filter(EffectExcerpt::isOne).flatMap(EffectExcerpt::read);
        if (effect.isPresent()
                && effect.get().lineage().equals(context.lineage())
                && effect.get().task() == context.task()) {
            return effect.map(EffectExcerpt::id);
        }
        if (!context.overwrite()) {
            String what = effect.isPresent()
                    ? "holds the outputs of another run"
                    : "ends with an excerpt that no run wrote, or that is damaged";
            throw new ConnectorException("the Chronicle queue " + folder.path() + " " + what
                    + ": --overwrite replaces it, or write to another path");
        }
        folder.clear();
        return Optional.empty();
    }

    @Override
    public Optional<EffectId> last() {
        return last;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Bytes encode(Output output) throws EncodingException {
        encoder.clear();
        try {
            encoder.write(output);
        } catch (IllegalArgumentException e) {
            throw new EncodingException(String.valueOf(e.getMessage()));
        }
        if (encoder.length() > OUTPUT_BYTES_MAX) {
            throw new EncodingException(
                    "an output of " + encoder.length() + " bytes; a Chronicle queue takes at most " + OUTPUT_BYTES_MAX);
        }
        return encoder.toBytes();
    }

    @Override
    public void write(Effect effect) throws ConnectorException {
        Bytes prefix = EffectExcerpt.prefix(
                context.lineage(), context.task(), effect.id(), effect.timeNanos(), effect.encoded());
        writer.append(prefix, effect.encoded());
        written = Optional.of(effect.id());
    }

    @Override
    public void flush() throws ConnectorException {
        if (!written.equals(last)) {
            writer.flush();
            last = written;
        }
    }

    @Override
    public void close() throws ConnectorException {
        try (lock;
                writer) {
            flush();
        } catch (IOException e) {
            throw new ConnectorException("cannot release the lock of a Chronicle queue: " + e.getMessage(), e);
        }
    }
}
