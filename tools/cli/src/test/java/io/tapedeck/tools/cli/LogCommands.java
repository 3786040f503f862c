package io.tapedeck.tools.cli;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Durability;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Header;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.PayloadEncoding;
import io.tapedeck.log.StreamKey;
import io.tapedeck.log.Value;
import io.tapedeck.log.ValueEncoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Logs for the tests of the log commands. */
final class LogCommands {
    static final long START_NANOS = 1_767_225_600_000_000_000L; // 2026-01-01T00:00:00Z
    static final long SECOND = 1_000_000_000L;

    private LogCommands() {}

    static LogSettings settings() {
        return LogSettings.of(Durability.OS).withIntervalBytes(1024);
    }

    /** A message that is fed at its event time, a second after the one before. */
    static EncodedMessage message(String stream, long shard, long sequence, long second, Value value) {
        return new EncodedMessage(
                new StreamKey(stream),
                shard,
                sequence,
                START_NANOS + second * SECOND,
                PayloadEncoding.VALUE,
                ValueEncoder.encode(value));
    }

    static void append(LogWriter writer, EncodedMessage message) throws IOException {
        writer.append(writer.ordinal() + 1, message.timeNanos(), message, Value.NULL);
    }

    /** A stream file of maps: orders/0@1 to count, one a second; sequences after 10 leave out each fifth. */
    static Path orders(Path file, int count) throws IOException {
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, new UUID(1, 2), settings())) {
            for (int i = 1; i <= count; i++) {
                append(writer, message("orders", 0, i, i, Value.map("id", Value.of(i), "text", Value.of("a,b"))));
            }
        }
        return file;
    }

    /** A file with what is hard to hold: keys, headers, bytes, exact kinds of values, several streams and shards. */
    static Path mixed(Path file) throws IOException {
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, new UUID(3, 4), settings())) {
            Value decimal = Value.of(new java.math.BigDecimal("1.50"));
            append(writer, message("a", 0, 5, 1, Value.list(Value.of(1), Value.of(1.0), Value.NULL, Value.of(true))));
            append(writer, message("a", 1, 1, 2, Value.map("d", decimal, "nan", Value.of(Double.NaN))));
            append(writer, message("B", 0, 1, 3, Value.of(Bytes.utf8("bytes in a value"))));
            append(writer, message("b", 0, 1, 4, Value.of(java.time.Instant.ofEpochSecond(7))));
            append(writer, message("a", 0, 9, 5, Value.of("lone \ud800 surrogate \u2028 \"quoted\"\n")));
            append(
                    writer,
                    new EncodedMessage(
                            new StreamKey("a"),
                            0,
                            10,
                            START_NANOS + 6 * SECOND + 123_456_789,
                            Value.of(Bytes.utf8("key")),
                            List.of(new Header("h", Value.of(1)), new Header("h", decimal)),
                            PayloadEncoding.BYTES,
                            Bytes.wrap(new byte[] {0, -1, 10})));
            append(
                    writer,
                    new EncodedMessage(
                            new StreamKey("b"),
                            0,
                            2,
                            START_NANOS + 7 * SECOND,
                            Value.of("key"),
                            List.of(new Header("h", Value.of("x"))),
                            PayloadEncoding.JSON,
                            Bytes.utf8("{ \"big\" : 123456789012345678901234567890 }")));
            append(
                    writer,
                    new EncodedMessage(
                            new StreamKey("b"),
                            0,
                            3,
                            START_NANOS + 8 * SECOND,
                            PayloadEncoding.JSON,
                            Bytes.utf8("{no json")));
        }
        return file;
    }

    /** Flips a bit. */
    static void damage(Path file, long offset) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int old = bytes.read();
            bytes.seek(offset);
            bytes.write(old ^ 0x10);
        }
    }

    /** Writes orders in a folder until its standard input ends: the other process of the tests that follow. */
    static final class OtherWriter {
        private OtherWriter() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            LogSettings settings = settings().withSegmentBytes(4000);
            try (LogWriter writer = LogWriter.create(folder, LogUse.STREAMS, new UUID(5, 6), settings)) {
                for (int i = 1; System.in.read() >= 0; i++) {
                    append(writer, message("orders", 0, i, i, Value.of(i)));
                    writer.sync();
                    System.out.println(i);
                }
            }
        }
    }
}
