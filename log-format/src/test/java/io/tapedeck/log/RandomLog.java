package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes random records with a fixed seed, and remembers them with their places. */
final class RandomLog {
    /** A record with the place that the writer reported. */
    record Written(LogRecord record, LogPosition position) {}

    final List<Written> written = new ArrayList<>();
    final SplittableRandom random;
    private final List<long[]> sequences = new ArrayList<>();
    private final int payloadMax;
    final LogUse use;
    private final boolean contiguous;
    private final int streams;
    private long ordinal;
    private long feedTimeNanos = 1_700_000_000_000_000_000L;

    RandomLog(long seed, LogUse use, int streams, int payloadMax, boolean contiguous) {
        random = new SplittableRandom(seed);
        this.use = use;
        this.payloadMax = payloadMax;
        this.contiguous = contiguous;
        this.streams = streams;
        for (int i = 0; i < streams; i++) {
            sequences.add(new long[] {contiguous ? 0 : random.nextInt(1000)});
        }
    }

    static UUID id(long seed) {
        return new UUID(seed, ~seed);
    }

    List<LogRecord.MessageRecord> messages() {
        return written.stream()
                .map(Written::record)
                .filter(LogRecord.MessageRecord.class::isInstance)
                .map(LogRecord.MessageRecord.class::cast)
                .toList();
    }

    /** Appends {@code count} records: mostly messages, in a run log also steps, failures and replacements. */
    void write(LogWriter writer, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int kind = use == LogUse.STREAMS ? 0 : random.nextInt(10);
            if (kind < 6) {
                writeMessage(writer);
            } else if (kind < 9) {
                LogRecord.StepRecord step = step();
                written.add(new Written(step, writer.append(step)));
            } else {
                LogRecord.RunRecord record = new LogRecord.RunRecord(
                        LogRecord.RunRecord.Kind.FAILURE, Value.map("error", RandomValues.next(random, 2)));
                written.add(new Written(record, writer.append(record)));
            }
            if (random.nextInt(20) == 0) {
                writer.sync();
            }
        }
    }

    private void writeMessage(LogWriter writer) throws IOException {
        int stream = random.nextInt(streams);
        long[] sequence = sequences.get(stream);
        sequence[0] += contiguous ? 1 : 1 + random.nextInt(random.nextInt(5) == 0 ? 1000 : 3);
        feedTimeNanos += random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
        EncodedMessage message = new EncodedMessage(
                new StreamKey("stream-" + stream / 2),
                stream % 2,
                sequence[0],
                feedTimeNanos - random.nextInt(1_000_000),
                random.nextInt(3) == 0 ? RandomValues.scalar(random) : Value.NULL,
                random.nextInt(5) == 0
                        ? List.of(new Header("a", RandomValues.next(random, 1)), new Header("a", Value.of(1)))
                        : List.of(),
                PayloadEncoding.values()[random.nextInt(5)],
                RandomValues.bytes(random, payloadLength()));
        Value position = random.nextInt(4) == 0 ? RandomValues.next(random, 2) : Value.NULL;
        LogPosition at = writer.append(++ordinal, feedTimeNanos, message, position);
        written.add(new Written(new LogRecord.MessageRecord(ordinal, feedTimeNanos, message, position), at));
        if (use == LogUse.RUN && random.nextInt(15) == 0) {
            at = writer.append(ordinal, feedTimeNanos, message, Value.NULL);
            written.add(new Written(new LogRecord.MessageRecord(ordinal, feedTimeNanos, message, Value.NULL), at));
        }
    }

    private int payloadLength() {
        return switch (random.nextInt(10)) {
            case 0 -> 0;
            case 1 -> random.nextInt(payloadMax);
            default -> random.nextInt(Math.min(payloadMax, 200));
        };
    }

    private LogRecord.StepRecord step() {
        List<LogRecord.Call> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            calls.add(new LogRecord.Call(
                    i,
                    random.nextInt(3),
                    random.nextLong(),
                    random.nextLong(),
                    RandomValues.bytes(random, random.nextInt(50))));
        }
        return new LogRecord.StepRecord(ordinal, feedTimeNanos, calls);
    }

    /** Forgets what a writer that was abandoned had not written; it goes on behind {@code kept} records. */
    void keep(int kept) {
        while (written.size() > kept) {
            written.removeLast();
        }
        List<LogRecord.MessageRecord> messages = messages();
        ordinal = messages.isEmpty() ? 0 : messages.getLast().ordinal();
    }

    /** Reads a log through: what its writer was given, without the records that it adds itself. */
    static List<Written> read(Path log) throws IOException {
        List<Written> read = new ArrayList<>();
        try (LogReader reader = LogReader.open(log)) {
            while (reader.next()) {
                if (!(reader.record() instanceof LogRecord.StreamStart)
                        && !(reader.record() instanceof LogRecord.SegmentEnd)) {
                    read.add(new Written(reader.record(), reader.position()));
                }
            }
        }
        return read;
    }

    /** The same, without the run's start where it is repeated at the head of a segment. */
    static List<Written> read(Path log, LogRecord.RunRecord preamble) throws IOException {
        return read(log).stream()
                .filter(written -> written.position().segment() == 0
                        || written.position().offset() > SegmentHeader.LENGTH
                        || !written.record().equals(preamble))
                .toList();
    }
}
