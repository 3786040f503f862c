package io.tapedeck.tools.bench;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.Visibility;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * How the benchmarks use our log: one stream in one file, as the peers have one file each; every checksum written
 * and verified. The only class to change with the interfaces of {@link LogWriter} and {@link LogReader}.
 */
final class BeaconLog {
    private static final StreamKey STREAM = new StreamKey("bench");
    private static final UUID ID = new UUID(0x7461_7065_6465_636BL, 0x8000_0000_0000_0001L);
    private static final long TIME_FIRST_NANOS = 1_763_700_000_000_000_000L;
    /** The messages' feed times are that far apart, so each has its own. */
    private static final long TIME_STEP_NANOS = 1_000;

    private BeaconLog() {}

    static Path file(Path folder) {
        return folder.resolve("bench.tape");
    }

    static LogWriter create(Path folder, Durability durability) throws IOException {
        return create(folder, LogSettings.of(durability));
    }

    /** A writer for {@link #appendVisible}. */
    static LogWriter createVisible(Path folder) throws IOException {
        return create(folder, LogSettings.of(Durability.OS).withVisibility(Visibility.APPEND));
    }

    private static LogWriter create(Path folder, LogSettings settings) throws IOException {
        return LogWriter.createFile(file(folder), LogUse.STREAMS, ID, settings);
    }

    /** The feed time of the message of an ordinal, which counts from 1. */
    static long timeNanos(long ordinal) {
        return TIME_FIRST_NANOS + ordinal * TIME_STEP_NANOS;
    }

    static Bytes payload(byte[] bytes) {
        return Bytes.wrap(bytes);
    }

    /** Appends into the writer's buffer. */
    static void append(LogWriter writer, long ordinal, Bytes payload) throws IOException {
        long timeNanos = timeNanos(ordinal);
        EncodedMessage message = new EncodedMessage(STREAM, 0, ordinal, timeNanos, PayloadEncoding.BYTES, payload);
        writer.append(ordinal, timeNanos, message, Value.NULL);
    }

    /** Appends so that a reader in another process finds the message when this returns; see {@link Visibility}. */
    static void appendVisible(LogWriter writer, long ordinal, Bytes payload) throws IOException {
        append(writer, ordinal, payload);
    }

    /** Appends messages {@code from + 1} to {@code to}. */
    static void appendAll(LogWriter writer, Bytes[] payloads, long from, long to) throws IOException {
        int mask = payloads.length - 1;
        for (long i = from; i < to; i++) {
            append(writer, i + 1, payloads[(int) i & mask]);
        }
    }

    /** Writes a sealed file of {@code work.messages()}. */
    static void write(Work work, Payloads payloads) throws IOException {
        Bytes[] forms = payloads.as(BeaconLog::payload, new Bytes[0]);
        try (LogWriter writer = create(work.folder(), Durability.OS)) {
            for (long from = 0; from < work.messages(); from += Work.CHUNK_MESSAGES) {
                work.limit().check();
                appendAll(writer, forms, from, Math.min(from + Work.CHUNK_MESSAGES, work.messages()));
            }
            writer.sync();
        }
    }

    static LogReader open(Path folder) throws IOException {
        return LogReader.open(file(folder));
    }

    /** Goes to the first message fed at a time or later, and reads it. */
    static void seek(LogReader reader, long ordinal) throws IOException {
        reader.seekFeedTime(timeNanos(ordinal));
        if (!reader.next()
                || !(reader.record() instanceof LogRecord.MessageRecord message)
                || message.ordinal() != ordinal) {
            throw new IllegalStateException("the search for message #" + ordinal + " ended elsewhere");
        }
    }
}
