package io.tapedeck.tools.bench;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Searches a beacon log by feed time while a thread of its own appends to it, 100,000 messages a second in groups
 * of a millisecond, each of them made visible to readers.
 */
final class GrowingBeaconSeek implements Arm {
    private static final long GROUP_MESSAGES = 100;
    private static final long GROUP_NANOS = 1_000_000;
    /** Below this part of the rate wanted it is said. */
    private static final double RATE_MIN = 0.95;

    private final Bytes[] payloads;
    private final Seeks seeks;
    private final List<LogWriter> writers = new ArrayList<>();
    private final List<LogReader> readers = new ArrayList<>();
    private Optional<String> note = Optional.empty();

    GrowingBeaconSeek(Payloads payloads, Seeks seeks) {
        this.payloads = payloads.as(BeaconLog::payload, new Bytes[0]);
        this.seeks = seeks;
    }

    @Override
    public void prepare(Work work) throws IOException {
        LogWriter writer = BeaconLog.create(work.folder(), Durability.OS);
        writers.add(writer);
        for (long from = 0; from < work.messages(); from += Work.CHUNK_MESSAGES) {
            work.limit().check();
            BeaconLog.appendAll(writer, payloads, from, Math.min(from + Work.CHUNK_MESSAGES, work.messages()));
        }
        writer.sync();
        readers.add(BeaconLog.open(work.folder()));
    }

    @Override
    public double measure(Work work) throws IOException {
        Appender appender = new Appender(writers.getLast());
        Thread thread = new Thread(appender, "bench-appender");
        thread.start();
        LogReader reader = readers.getLast();
        try {
            return seeks.medianMicros(work, ordinal -> BeaconLog.seek(reader, ordinal));
        } finally {
            appender.stop.set(true);
            join(thread);
            note = appender.note();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<String> note() {
        return note;
    }

    @Override
    public void close() throws IOException {
        for (LogReader reader : readers) {
            reader.close();
        }
        readers.clear();
        for (LogWriter writer : writers) {
            writer.abandon();
        }
        writers.clear();
    }

    /** Appends at the rate wanted until it is stopped. */
    private final class Appender implements Runnable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final LogWriter writer;
        private Optional<IOException> failure = Optional.empty();
        private long groups;
        private long nanos;

        Appender(LogWriter writer) {
            this.writer = writer;
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            try {
                while (!stop.get()) {
                    appendGroup();
                    long waitNanos = start + ++groups * GROUP_NANOS - System.nanoTime();
                    if (waitNanos > 0) {
                        LockSupport.parkNanos(waitNanos);
                    }
                }
            } catch (IOException e) {
                failure = Optional.of(e);
            }
            nanos = System.nanoTime() - start;
        }

        private void appendGroup() throws IOException {
            long last = writer.ordinal();
            BeaconLog.appendAll(writer, payloads, last, last + GROUP_MESSAGES);
            writer.sync();
        }

        /** What has to be said where it could not keep up; asked when its thread has ended. */
        Optional<String> note() {
            if (failure.isPresent()) {
                return Optional.of("the appending beside the seeks failed: "
                        + failure.get().getMessage());
            }
            double part = (double) groups * GROUP_NANOS / nanos;
            return part >= RATE_MIN
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "the appending beside the seeks reached %,.0f messages a second, not 100,000",
                            part * 100_000));
        }
    }
}
