package io.tapedeck.log;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes the test vectors of {@code spec/vectors}: {@code main} writes them, {@link VectorsTest} compares them with
 * what is checked in. All is fixed: the seed, the identity, the time of creation.
 */
final class Vectors {
    private static final long SEED = 20261120;
    private static final UUID ID = UUID.fromString("0198f3c2-0000-7000-8000-000000000001");
    private static final long CREATED_NANOS = 1_795_000_000_123_456_789L;
    private static final Machine MACHINE = new Machine(DiskStorage.INSTANCE, () -> CREATED_NANOS);

    private final Path folder;
    private final Map<String, byte[]> files = new TreeMap<>();

    private Vectors(Path folder) {
        this.folder = folder;
    }

    /** Writes the vectors to the folder that is the first argument. */
    public static void main(String[] arguments) throws IOException {
        Path target = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, byte[]> file : make().entrySet()) {
            Files.write(target.resolve(file.getKey()), file.getValue());
        }
    }

    /** All files of the vectors, by name. */
    static Map<String, byte[]> make() throws IOException {
        try (TestFolder folder = new TestFolder()) {
            Vectors vectors = new Vectors(folder.path());
            vectors.makeLogs();
            vectors.files.put("values.json", VectorsJson.values(values()));
            return vectors.files;
        }
    }

    private void makeLogs() throws IOException {
        add("empty", streams("empty", 512, writer -> {}));
        add("messages", streams("messages", 512, Vectors::writeEncodings));
        add("large-record", streams("large-record", 512, Vectors::writeLarge));
        byte[] many = streams("streams", 1024, writer -> writeMany(writer, 40));
        add("streams", many);
        add("run", run());
        addSegments();
        add("unsealed", unsealed());
        byte[] flipped = many.clone();
        flipped[2000] ^= 0x10;
        add("damaged-flipped-bit", flipped);
        byte[] zeroed = many.clone();
        Arrays.fill(zeroed, 2560, 3072, (byte) 0);
        add("damaged-zeroed-page", zeroed);
        byte[] beacon = many.clone();
        beacon[3 * 1024 + 20] ^= 1;
        add("damaged-beacon", beacon);
        add("damaged-cut", Arrays.copyOf(many, 3000));
    }

    private void add(String name, byte[] bytes) throws IOException {
        files.put(name + ".tape", bytes);
        Path file = Files.write(folder.resolve(name + "-copy.tape"), bytes);
        files.put(name + ".json", VectorsJson.log(file));
        Files.delete(file);
    }

    /** Writes to a log. */
    private interface Script {
        void write(LogWriter writer) throws IOException;
    }

    private byte[] streams(String name, int intervalBytes, Script script) throws IOException {
        Path file = folder.resolve(name);
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(intervalBytes).withSegmentBytes(Long.MAX_VALUE);
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, ID, settings, MACHINE)) {
            script.write(writer);
        }
        return Files.readAllBytes(file);
    }

    private static void append(LogWriter writer, String stream, long shard, long sequence, Bytes payload)
            throws IOException {
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

    private static void writeEncodings(LogWriter writer) throws IOException {
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
        for (PayloadEncoding encoding : PayloadEncoding.values()) {
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

    private static void writeLarge(LogWriter writer) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        append(writer, "big", 0, 1, RandomValues.bytes(random, 10));
        append(writer, "big", 0, 2, RandomValues.bytes(random, 3000));
        append(writer, "big", 0, 3, RandomValues.bytes(random, 20));
    }

    private static void writeMany(LogWriter writer, int count) throws IOException {
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

    private byte[] run() throws IOException {
        Path file = folder.resolve("run");
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(512).withSegmentBytes(Long.MAX_VALUE);
        try (LogWriter writer = LogWriter.createFile(file, LogUse.RUN, ID, settings, MACHINE)) {
            writer.append(record(LogRecord.RunRecord.Kind.RUN_START, "pipeline", "quakes"));
            append(writer, "quakes", 0, 1, Bytes.utf8("first"));
            Bytes outputs = ValueEncoder.encode(Output.of(Value.of("out")).toValue());
            LogRecord.Call call = new LogRecord.Call(0, 1, 0x0123456789ABCDEFL, -2L, outputs);
            LogRecord.Call quiet = new LogRecord.Call(1, 0, 5L, 6L, Bytes.EMPTY);
            writer.append(new LogRecord.StepRecord(1, time(writer), List.of(call, quiet)));
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
        return Files.readAllBytes(file);
    }

    private static LogRecord.RunRecord record(LogRecord.RunRecord.Kind kind, String key, String value) {
        return new LogRecord.RunRecord(kind, Value.map(key, Value.of(value)));
    }

    private void addSegments() throws IOException {
        Path log = folder.resolve("segments");
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(512).withSegmentBytes(2_500);
        try (LogWriter writer = LogWriter.create(log, LogUse.STREAMS, ID, settings, MACHINE)) {
            writeMany(writer, 24);
        }
        for (Path segment : LogFolder.segments(log)) {
            String number = segment.getFileName().toString().substring(5, 6);
            add("segment-" + number, Files.readAllBytes(segment));
        }
    }

    private byte[] unsealed() throws IOException {
        Path file = folder.resolve("unsealed");
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(512).withSegmentBytes(Long.MAX_VALUE);
        LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, ID, settings, MACHINE);
        writeMany(writer, 8);
        writer.sync();
        byte[] header = Arrays.copyOf(Files.readAllBytes(file), SegmentHeader.LENGTH);
        append(writer, "orders", 0, 100, Bytes.utf8("above the mark"));
        append(writer, "orders", 0, 101, Bytes.utf8("above the mark, and not whole"));
        writer.sync();
        writer.abandon();
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(header, 0, bytes, 0, header.length);
        return Arrays.copyOf(bytes, bytes.length - 11);
    }

    private static List<Value> values() {
        List<Value> values = new ArrayList<>(List.of(
                Value.NULL,
                Value.of(true),
                Value.of(false),
                Value.of(0),
                Value.of(-1),
                Value.of(63),
                Value.of(64),
                Value.of(Long.MAX_VALUE),
                Value.of(Long.MIN_VALUE),
                Value.of(BigInteger.TWO.pow(63)),
                Value.of(BigInteger.TWO.pow(64).negate()),
                Value.of(0.0),
                Value.of(-0.0),
                Value.of(Double.NaN),
                Value.of(Double.NEGATIVE_INFINITY),
                Value.of(4.33),
                Value.of(new BigDecimal("1.0")),
                Value.of(new BigDecimal("1.00")),
                Value.of(new BigDecimal("-12E+30")),
                Value.of(""),
                Value.of("größer"),
                Value.of("\ud83d\ude00"),
                Value.of("\ud800 alone"),
                Value.of(Bytes.EMPTY),
                Value.of(Bytes.wrap(new byte[] {0, -1})),
                Value.of(Instant.EPOCH),
                Value.of(Instant.ofEpochSecond(-1, 999_999_999)),
                Value.list(),
                MapValue.EMPTY,
                MapValue.builder()
                        .put(Value.of(1), Value.of("an integer as a key"))
                        .put(Value.of(1.0), Value.of("a float as a key"))
                        .put(Value.NULL, Value.list(Value.of("b"), Value.of("a")))
                        .build()));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 40; i++) {
            values.add(RandomValues.next(random, 3));
        }
        return values;
    }
}
