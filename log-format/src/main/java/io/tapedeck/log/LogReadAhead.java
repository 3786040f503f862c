package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the records of a log in order, and, once many were read in a row, the next ones in the background: who works
 * with each about as long as it takes to read one is done in little more than half the time. What is read is the same as
 * a {@link LogReader} reads, and damage is told where it stands, behind the records before it. Not for several threads.
 */
public final class LogReadAhead implements Closeable {
    private static final int RECORDS_MAX = 1024;
    /** So many in a row are worth the waking of a thread. */
    private static final int RECORDS_AHEAD_MIN = 64;
    /** As much is read at a time, or one record that is larger. */
    private static final long BYTES_MAX = 1 << 20;
    /** While someone has records of more than that, the next may be as large: they are left where they are. */
    private static final long BYTES_AHEAD_MAX = 4 * BYTES_MAX;

    private static final boolean HAS_PROCESSOR = Runtime.getRuntime().availableProcessors() > 1;

    private final LogReader log;
    private final UUID logId;
    private Batch batch = Batch.NONE;
    private int at;
    /** How many records are read next; more each time. */
    private int wanted = 1;

    private Optional<CompletableFuture<Batch>> ahead = Optional.empty();

    private record Placed(LogRecord record, LogPosition position) {}

    /**
     * Records in a row.
     *
     * @param bytes about how many were read for them
     * @param failure what reading failed by behind them
     * @param more whether there may be more: the end for now was not met, nor damage
     */
    private record Batch(List<Placed> records, long bytes, Optional<Throwable> failure, boolean more) {
        static final Batch NONE = new Batch(List.of(), 0, Optional.empty(), true);

        /** Reads so many, or as many as there are; whatever is thrown is for who comes to that place. */
        @SuppressWarnings("IllegalCatch")
        static Batch read(LogReader log, int count) {
            List<Placed> records = new ArrayList<>(count);
            long start = log.bytesRead();
            try {
                while (records.size() < count && log.bytesRead() - start < BYTES_MAX) {
                    if (!log.next()) {
                        return new Batch(records, 0, Optional.empty(), false);
                    }
                    records.add(new Placed(log.record(), log.position()));
                }
                return new Batch(records, log.bytesRead() - start, Optional.empty(), true);
            } catch (IOException | RuntimeException | Error e) {
                return new Batch(records, 0, Optional.of(e), false);
            }
        }

        void throwFailure() throws IOException {
            switch (failure.orElse(null)) {
                case null -> {}
                case IOException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw (RuntimeException) e;
            }
        }
    }

    private LogReadAhead(LogReader log) {
        this.log = log;
        logId = log.logId();
    }

    /** Opens a log at its first record; throws as {@link LogReader#open} does. */
    public static LogReadAhead open(Path log) throws IOException {
        return new LogReadAhead(LogReader.open(log));
    }

    /** The log's identity. */
    public UUID logId() {
        return logId;
    }

    /**
     * Goes to the next record.
     *
     * @return whether there is one; false means the end for now, and a later call may find more
     * @throws LogException where the log is damaged below its durable mark
     */
    public boolean next() throws IOException {
        if (++at < batch.records.size()) {
            return true;
        }
        Batch used = batch;
        leave();
        used.throwFailure();
        batch = takeAhead().orElseGet(() -> Batch.read(log, wanted));
        if (batch.records.isEmpty()) {
            batch.throwFailure();
            return false;
        }
        wanted = Math.min(RECORDS_MAX, wanted * 2);
        if (HAS_PROCESSOR && batch.more && wanted > RECORDS_AHEAD_MIN && batch.bytes <= BYTES_AHEAD_MAX) {
            int count = wanted;
            ahead = Optional.of(CompletableFuture.supplyAsync(() -> Batch.read(log, count), Background.THREADS));
        }
        return true;
    }

    /** What was read ahead; empty where nothing was: of an end that was met then, more may have been written since. */
    private Optional<Batch> takeAhead() {
        Optional<Batch> taken = ahead.map(CompletableFuture::join);
        ahead = Optional.empty();
        return taken.filter(read -> !read.records.isEmpty() || read.failure.isPresent());
    }

    private void leave() {
        batch = Batch.NONE;
        at = 0;
    }

    /** The record that {@link #next} went to. */
    public LogRecord record() {
        return batch.records.get(at).record;
    }

    /** Where that record begins. */
    public LogPosition position() {
        return batch.records.get(at).position;
    }

    /** Goes to where a record begins, or will begin; as {@link LogReader#seek(LogPosition)}. */
    public void seek(LogPosition target) throws IOException {
        forget();
        log.seek(target);
    }

    /** Goes to before the first message whose ordinal is at least {@code ordinal}. */
    public void seekOrdinal(long ordinal) throws IOException {
        forget();
        log.seekOrdinal(ordinal);
    }

    /** Goes back to the first record. */
    public void seekStart() throws IOException {
        forget();
        log.seekStart();
    }

    /** Lets go of what was read ahead, so that nobody else reads any more. */
    private void forget() {
        takeAhead();
        leave();
        wanted = 1;
    }

    @Override
    public void close() throws IOException {
        forget();
        log.close();
    }
}
