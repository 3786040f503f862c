package io.tapedeck.log;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Writes the logs of the vectors that are not damaged. */
final class VectorLogs {
    static final long SEED = 20261120;
    static final UUID ID = UUID.fromString("0198f3c2-0000-7000-8000-000000000001");
    static final long CREATED_NANOS = 1_795_000_000_123_456_789L;
    static final Machine MACHINE = new Machine(DiskStorage.INSTANCE, () -> CREATED_NANOS);

    private final Path folder;

    VectorLogs(Path folder) {
        this.folder = folder;
    }

    /** Writes to a log. */
    interface Script {
        void write(LogWriter writer) throws IOException;
    }

    /** A stream file in one segment. */
    byte[] streams(int intervalBytes, Script script) throws IOException {
        return file(LogUse.STREAMS, intervalBytes, script);
    }

    /** A run log in one segment. */
    byte[] run(Script script) throws IOException {
        return file(LogUse.RUN, 512, script);
    }

    private byte[] file(LogUse use, int intervalBytes, Script script) throws IOException {
        Path file = folder.resolve("making.tape");
        LogSettings settings = settings(intervalBytes).withSegmentBytes(Long.MAX_VALUE);
        try (LogWriter writer = LogWriter.createFile(file, use, ID, settings, MACHINE)) {
            script.write(writer);
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static LogSettings settings(int intervalBytes) {
        return LogSettings.of(Durability.OS).withIntervalBytes(intervalBytes);
    }

    /** A log of several segments; returns its folder. */
    Path segments(String name, UUID id, int messages) throws IOException {
        Path log = folder.resolve(name);
        LogSettings settings = settings(512).withSegmentBytes(1_200);
        try (LogWriter writer = LogWriter.create(log, LogUse.STREAMS, id, settings, MACHINE)) {
            writeMany(writer, messages);
        }
        return log;
    }

    /** A folder of two segments, larger ones. */
    Path twoSegments() throws IOException {
        Path log = folder.resolve("two");
        LogSettings settings = settings(512).withSegmentBytes(2_500);
        try (LogWriter writer = LogWriter.create(log, LogUse.STREAMS, ID, settings, MACHINE)) {
            writeMany(writer, 24);
        }
        return log;
    }

    static void append(LogWriter writer, String stream, long shard, long sequence, Bytes payload) throws IOException {
        append(
                writer,
                new EncodedMessage(
                        new StreamKey(stream), shard, sequence, time(writer) - 1, PayloadEncoding.BYTES, payload));
    }

    private static void append(LogWriter writer, EncodedMessage message) throws IOException {
        writer.append(writer.ordinal() + 1, time(writer), message, Value.NULL);
    }

    private static long time(LogWriter writer) {
        return CREATED_NANOS + 1_000_000 * (writer.ordinal() + 1);
    }

    static void writeEncodings(LogWriter writer) throws IOException {
        StreamKey key = new StreamKey("quakes");
        List<Header> headers = List.of(new Header("trace", Value.of("7f")), new Header("trace", Value.of(1)));
        Value position = Value.map("offset", Value.of(4711));
        Bytes[] payloads = {
            ValueEncoder.encode(Value.map("mag", Value.of(4.5), "tags", Value.list(Value.of("a"), Value.NULL))),
            Bytes.wrap(new byte[] {0, 1, -1}),
            Bytes.utf8("größer als 4"),
            Bytes.utf8("{\"mag\":4.5}"),
            ValueEncoder.encode(Value.list(Value.of("not JSON"), Value.of(Bytes.utf8("{"))))
        };
        for (PayloadEncoding encoding : EnumSet.range(PayloadEncoding.VALUE, PayloadEncoding.MALFORMED)) {
            int number = encoding.number();
            EncodedMessage message = new EncodedMessage(
                    key,
                    0,
                    10L + number,
                    time(writer) - 5,
                    number == 1 ? Value.of("nc72963436") : Value.NULL,
                    number == 2 ? headers : List.of(),
                    encoding,
                    payloads[number]);
            writer.append(writer.ordinal() + 1, time(writer), message, number == 3 ? position : Value.NULL);
        }
        append(writer, "quakes", 0, 20, Bytes.EMPTY);
    }

    /** Messages of which the log has the digests, and between them one that it has whole. */
    static void writeWithheld(LogWriter writer) throws IOException {
        StreamKey key = new StreamKey("quakes");
        List<Header> headers = List.of(new Header("trace", Value.of("7f")), new Header("trace", Value.of(1)));
        Value position = Value.map("offset", Value.of(4711));
        EncodedMessage whole = new EncodedMessage(
                key,
                0,
                10,
                time(writer) - 5,
                Value.of("nc72963436"),
                headers,
                PayloadEncoding.JSON,
                Bytes.utf8("{\"mag\":4.5}"));
        writer.append(writer.ordinal() + 1, time(writer), WithheldPayload.withhold(whole), position);
        append(writer, "quakes", 0, 11, Bytes.utf8("whole"));
        append(
                writer,
                WithheldPayload.withhold(
                        new EncodedMessage(key, 0, 12, time(writer), PayloadEncoding.TEXT, Bytes.EMPTY)));
    }

    static void writeLarge(LogWriter writer) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        append(writer, "big", 0, 1, RandomValues.bytes(random, 10));
        append(writer, "big", 0, 2, RandomValues.bytes(random, 3000));
        append(writer, "big", 0, 3, RandomValues.bytes(random, 20));
    }

    /** A segment of which the digest is made in more than one part. */
    static void writeParts(LogWriter writer) throws IOException {
        append(writer, "zeros", 0, 1, Bytes.wrap(new byte[8_500]));
        append(writer, "zeros", 0, 2, Bytes.wrap(new byte[8_500]));
    }

    /** Records that end just where a beacon stands: in their own block, and with beacons inside. */
    static void writeExact(LogWriter writer) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        append(writer, "exact", 0, 0, RandomValues.bytes(random, 10));
        for (int blocks = 1; blocks <= 3; blocks++) {
            int frame = Frame.HEADER_LENGTH + RecordEncoder.MESSAGE_FIXED_LENGTH;
            long begin = writer.sync().offset() % 512;
            // Where a beacon stands here already, the record begins behind it.
            long used = begin == 0 ? Beacon.FIXED_LENGTH : begin;
            long payload = 512L * blocks - used - (blocks - 1L) * Beacon.FIXED_LENGTH - frame;
            append(writer, "exact", 0, blocks, RandomValues.bytes(random, Math.toIntExact(payload)));
        }
    }

    static void writeMany(LogWriter writer, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] sequences = new long[4];
        for (int i = 0; i < count; i++) {
            int which = random.nextInt(sequences.length);
            append(
                    writer,
                    which < 2 ? "orders" : "quakes",
                    which % 2,
                    ++sequences[which],
                    RandomValues.bytes(random, random.nextInt(120)));
        }
    }

    /** More streams than a beacon has entries, so that they take turns; one record is longer than a block. */
    static void writeTurns(LogWriter writer) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] sequences = new long[11];
        for (int i = 0; i < 40; i++) {
            int which = i < sequences.length ? i : random.nextInt(sequences.length);
            int length = i == 25 ? 4500 : random.nextInt(40);
            append(writer, "s" + which / 3, which % 3, sequences[which]++, RandomValues.bytes(random, length));
        }
    }

    static void writeOutOfOrder(LogWriter writer) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] sequences = new long[3];
        for (int i = 0; i < 24; i++) {
            int which = random.nextInt(sequences.length);
            long late = random.nextInt(3) == 0 ? random.nextLong(60_000_000_000L) : random.nextInt(1000);
            sequences[which] += 1 + random.nextInt(random.nextInt(4) == 0 ? 50 : 1);
            append(
                    writer,
                    new EncodedMessage(
                            new StreamKey("late"),
                            which,
                            sequences[which],
                            time(writer) - late,
                            PayloadEncoding.TEXT,
                            Bytes.utf8("late by " + late)));
        }
    }

    /** Fields that are empty, and fields as large as they can be. */
    static void writeExtremes(LogWriter writer) throws IOException {
        writer.append(1, Long.MIN_VALUE, extreme("a", 0, 0, Long.MIN_VALUE, Value.of("")), Value.NULL);
        writer.append(
                2,
                -1,
                extreme("z".repeat(249), Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Value.NULL),
                Value.NULL);
        int sequence = 0;
        for (Value key : keys()) {
            writer.append(writer.ordinal() + 1, 0, extreme("keys", 1, sequence++, sequence, key), key);
        }
        EncodedMessage many = new EncodedMessage(
                new StreamKey("headers"), 0, 1, 0, Value.NULL, headers(), PayloadEncoding.MALFORMED, Bytes.EMPTY);
        writer.append(writer.ordinal() + 1, Long.MAX_VALUE, many, Value.NULL);
    }

    private static EncodedMessage extreme(String stream, long shard, long sequence, long timeNanos, Value key) {
        return new EncodedMessage(
                new StreamKey(stream), shard, sequence, timeNanos, key, List.of(), PayloadEncoding.BYTES, Bytes.EMPTY);
    }

    private static List<Value> keys() {
        return List.of(
                Value.of(true),
                Value.of(false),
                Value.of(Long.MAX_VALUE),
                Value.of(Long.MIN_VALUE),
                Value.of(BigInteger.TWO.pow(63)),
                Value.of(-0.0),
                Value.of(Double.NaN),
                Value.of(new BigDecimal("-1.00")),
                Value.of("\ud800 alone"),
                Value.of(Bytes.EMPTY),
                Value.of(Instant.MIN),
                Value.of(Instant.MAX),
                Value.list(),
                MapValue.EMPTY,
                Value.map("list", Value.list(Value.NULL, MapValue.EMPTY)));
    }

    private static List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("", Value.NULL));
        for (int i = 0; i < 60; i++) {
            headers.add(new Header(i % 2 == 0 ? "same" : "header-" + i, i % 3 == 0 ? Value.of("") : Value.of(i)));
        }
        headers.add(new Header("größe", Value.of(Bytes.wrap(new byte[100]))));
        return headers;
    }

    static void writeRun(LogWriter writer) throws IOException {
        writer.append(record(LogRecord.RunRecord.Kind.RUN_START, "pipeline", "quakes"));
        append(writer, "quakes", 0, 1, Bytes.utf8("first"));
        writer.append(step(writer));
        append(writer, "quakes", 0, 2, Bytes.utf8("second"));
        writer.append(record(LogRecord.RunRecord.Kind.FAILURE, "error", "KeyError: 'mw'"));
        writer.append(record(LogRecord.RunRecord.Kind.CODE_CHANGE, "step", "alerts"));
        writer.append(
                2,
                time(writer),
                new EncodedMessage(
                        new StreamKey("quakes"), 0, 2, time(writer), PayloadEncoding.TEXT, Bytes.utf8("second")),
                Value.NULL);
        writer.append(record(LogRecord.RunRecord.Kind.RUN_END, "state", "completed"));
    }

    /** A record of each kind. */
    static void writeKinds(LogWriter writer) throws IOException {
        writer.append(record(LogRecord.RunRecord.Kind.RUN_START, "pipeline", "quakes"));
        append(writer, "quakes", 3, 7, Bytes.utf8("first"));
        writer.append(step(writer));
        writer.append(new LogRecord.StepRecord(1, -5, List.of()));
        writer.appendGap(4);
        writer.append(record(LogRecord.RunRecord.Kind.CODE_CHANGE, "step", "alerts"));
        writer.append(record(LogRecord.RunRecord.Kind.FEED, "processor", "local"));
        writer.append(record(LogRecord.RunRecord.Kind.CHECKPOINT, "inputs", "4"));
        writer.append(record(LogRecord.RunRecord.Kind.SNAPSHOT, "step", "0"));
        writer.append(record(LogRecord.RunRecord.Kind.EFFECT, "service", "geo"));
        append(writer, "quakes", 3, 11, Bytes.utf8("fifth"));
        writer.append(record(LogRecord.RunRecord.Kind.FAILURE, "error", "KeyError: 'mw'"));
        writer.append(new LogRecord.Unknown(77, Bytes.utf8("of a version to come")));
        writer.append(new LogRecord.Unknown(24, Bytes.EMPTY));
        writer.append(record(LogRecord.RunRecord.Kind.RUN_END, "state", "completed"));
    }

    private static LogRecord.StepRecord step(LogWriter writer) {
        Bytes outputs = ValueEncoder.encode(Output.of(Value.of("out")).toValue());
        LogRecord.Call call = new LogRecord.Call(0, 1, 0x0123456789ABCDEFL, -2L, outputs);
        LogRecord.Call quiet = new LogRecord.Call(1, 0, 5L, 6L, Bytes.EMPTY);
        return new LogRecord.StepRecord(1, time(writer), List.of(call, quiet));
    }

    private static LogRecord.RunRecord record(LogRecord.RunRecord.Kind kind, String key, String value) {
        return new LogRecord.RunRecord(kind, Value.map(key, Value.of(value)));
    }

    /** A file that its writer left in the middle of a write, above the durable mark. */
    byte[] unsealed() throws IOException {
        Path file = folder.resolve("making.tape");
        LogSettings settings = settings(512).withSegmentBytes(Long.MAX_VALUE);
        LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, ID, settings, MACHINE);
        writeMany(writer, 8);
        writer.sync();
        byte[] header = Arrays.copyOf(Files.readAllBytes(file), SegmentHeader.LENGTH);
        append(writer, "orders", 0, 100, Bytes.utf8("above the mark"));
        append(writer, "orders", 0, 101, Bytes.utf8("above the mark, and not whole"));
        writer.sync();
        writer.abandon();
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        System.arraycopy(header, 0, bytes, 0, header.length);
        return Arrays.copyOf(bytes, bytes.length - 11);
    }

    /** A file that its writer left, with all that it wrote durable, and zeros that it had filled ahead. */
    byte[] left() throws IOException {
        Path file = folder.resolve("making.tape");
        LogSettings settings = settings(512).withSegmentBytes(Long.MAX_VALUE);
        LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, ID, settings, MACHINE);
        writeMany(writer, 12);
        writer.sync();
        writer.abandon();
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return Arrays.copyOf(bytes, bytes.length + 1000);
    }
}
