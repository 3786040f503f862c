package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Writes a log on a {@link FaultyStorage} and takes down, at which operation, what was appended and what was reported
 * durable. It goes on with any log: what the next messages may be is found in the records that are there.
 */
final class CrashSession {
    static final LogRecord.RunRecord RUN_START =
            new LogRecord.RunRecord(LogRecord.RunRecord.Kind.RUN_START, Value.map("run", Value.of("a run")));

    /**
     * What to write, and how.
     *
     * @param use run logs have steps and the controller's records too
     * @param segmented a folder, or one file
     * @param settings the writer's
     * @param uniform all messages are of the same length, so that a message that is written in the place of a lost
     *     one ends where that ended
     * @param payloadMax the length of the largest payload, in bytes
     */
    record Form(LogUse use, boolean segmented, LogSettings settings, boolean uniform, int payloadMax) {
        Path log(Path folder) {
            return segmented ? folder : folder.resolve("a.tape");
        }

        boolean isPowerSafe() {
            return settings.durability() == Durability.FSYNC;
        }
    }

    /**
     * What holds from an operation on.
     *
     * @param operations so many were done
     * @param appended what was appended and is not known to be lost
     * @param durable how many of those were reported durable
     * @param begun whether the log was reported to be there
     */
    record Moment(int operations, List<RandomLog.Written> appended, int durable, boolean begun) {}

    private static final StreamKey UNIFORM_STREAM = new StreamKey("uniform");
    private static final int UNIFORM_BYTES = 40;

    private final FaultyStorage storage;
    private final Path log;
    private final Form form;
    private final SplittableRandom random;
    private final List<Moment> moments = new ArrayList<>();
    private final Map<SegmentIndex.StreamShard, Long> sequences = new HashMap<>();
    private List<RandomLog.Written> appended = new ArrayList<>();
    private Optional<LogWriter> writer = Optional.empty();
    private Optional<LogRecord> attempted = Optional.empty();
    /** How many records were appended before a sync was begun in the background. */
    private Optional<Integer> syncing = Optional.empty();

    private long ordinal;
    private long feedTimeNanos;

    /** Goes on with {@code present}, the first {@code durable} of which must not be lost. */
    CrashSession(
            FaultyStorage storage,
            Path folder,
            Form form,
            long seed,
            List<RandomLog.Written> present,
            int durable,
            boolean begun) {
        this.storage = storage;
        this.form = form;
        log = form.log(folder);
        random = new SplittableRandom(seed);
        take(present);
        note(durable, begun);
    }

    private void take(List<RandomLog.Written> present) {
        appended = new ArrayList<>(present);
        ordinal = 0;
        feedTimeNanos = 1_700_000_000_000_000_000L;
        sequences.clear();
        present.forEach(this::know);
    }

    private void know(RandomLog.Written written) {
        if (written.record() instanceof LogRecord.MessageRecord message) {
            ordinal = message.ordinal();
            feedTimeNanos = message.feedTimeNanos();
            EncodedMessage content = message.message();
            sequences.put(new SegmentIndex.StreamShard(content.stream(), content.shard()), content.sequence());
        }
    }

    private void note(int durable, boolean begun) {
        moments.add(new Moment(storage.operations(), appended, durable, begun));
    }

    private int durable() {
        return moments.getLast().durable();
    }

    /** What held when {@code operations} were done. */
    Moment at(int operations) {
        Moment last = moments.getFirst();
        for (Moment moment : moments) {
            last = moment.operations() <= operations ? moment : last;
        }
        return last;
    }

    /** What holds now. */
    Moment now() {
        return moments.getLast();
    }

    private Machine machine() {
        return new Machine(storage, () -> 1_700_000_000_000_000_000L + storage.operations());
    }

    void create() throws IOException {
        LogWriter created = form.segmented()
                ? LogWriter.create(log, form.use(), RandomLog.id(9), form.settings(), machine())
                : LogWriter.createFile(log, form.use(), RandomLog.id(9), form.settings(), machine());
        writer = Optional.of(created);
        note(0, true);
        if (form.use() == LogUse.RUN) {
            append(RUN_START);
        }
    }

    /** Goes on with what is there; after this it is durable. */
    void resume() throws IOException {
        Optional<LogRecord.RunRecord> preamble = form.use() == LogUse.RUN ? Optional.of(RUN_START) : Optional.empty();
        LogWriter resumed = form.segmented()
                ? LogWriter.resume(log, preamble, form.settings(), machine())
                : LogWriter.resumeFile(log, form.settings(), machine());
        writer = Optional.of(resumed);
        note(appended.size(), true);
    }

    private LogWriter writer() {
        return writer.orElseThrow();
    }

    private void append(LogRecord record) throws IOException {
        attempted = Optional.of(record);
        RandomLog.Written written = new RandomLog.Written(record, handOver(record));
        attempted = Optional.empty();
        appended.add(written);
        know(written);
        boolean visible = form.settings().visibility() == Visibility.APPEND;
        note(visible && !form.isPowerSafe() ? appended.size() : durable(), true);
    }

    private LogPosition handOver(LogRecord record) throws IOException {
        return switch (record) {
            case LogRecord.MessageRecord(long number, long nanos, EncodedMessage message, Value position) ->
                writer().append(number, nanos, message, position);
            case LogRecord.StepRecord step -> writer().append(step);
            case LogRecord.RunRecord run -> writer().append(run);
            default -> throw new IllegalArgumentException(record.toString());
        };
    }

    /** Appends records, and makes them durable now and then. */
    void write(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int kind = form.use() == LogUse.STREAMS || form.uniform() ? 0 : random.nextInt(8);
            switch (kind) {
                case 5, 6 -> append(step());
                case 7 ->
                    append(new LogRecord.RunRecord(
                            LogRecord.RunRecord.Kind.FAILURE, Value.map("error", RandomValues.next(random, 1))));
                default -> writeMessage();
            }
            switch (random.nextInt(10)) {
                case 0 -> sync();
                case 1 -> beginSync();
                default -> noteWhatIsDurable();
            }
        }
    }

    private void beginSync() throws IOException {
        noteWhatIsDurable();
        int before = appended.size();
        writer().beginSync();
        syncing = Optional.of(before);
    }

    private void noteWhatIsDurable() throws IOException {
        if (syncing.isPresent() && !writer().isSyncing()) {
            note(Math.max(durable(), syncing.get()), true);
            syncing = Optional.empty();
        }
    }

    private LogRecord.StepRecord step() {
        LogRecord.Call call =
                new LogRecord.Call(0, 1, random.nextLong(), random.nextLong(), RandomValues.bytes(random, 30));
        return new LogRecord.StepRecord(ordinal, feedTimeNanos, List.of(call));
    }

    private void writeMessage() throws IOException {
        LogRecord.MessageRecord message = form.uniform() ? uniformMessage() : message();
        append(message);
        if (form.use() == LogUse.RUN && !form.uniform() && random.nextInt(12) == 0) {
            append(message);
        }
    }

    private LogRecord.MessageRecord uniformMessage() {
        EncodedMessage content = new EncodedMessage(
                UNIFORM_STREAM,
                0,
                ordinal,
                feedTimeNanos,
                PayloadEncoding.BYTES,
                RandomValues.bytes(random, UNIFORM_BYTES));
        return new LogRecord.MessageRecord(ordinal + 1, feedTimeNanos, content, Value.NULL);
    }

    private LogRecord.MessageRecord message() {
        StreamKey key = new StreamKey("stream-" + random.nextInt(6));
        long shard = random.nextInt(2);
        long last = sequences.getOrDefault(new SegmentIndex.StreamShard(key, shard), -1L);
        int length = random.nextInt(6) == 0 ? random.nextInt(form.payloadMax()) : random.nextInt(60);
        EncodedMessage content = new EncodedMessage(
                key,
                shard,
                last + 1,
                feedTimeNanos - random.nextInt(1000),
                PayloadEncoding.BYTES,
                RandomValues.bytes(random, length));
        Value position = random.nextInt(4) == 0 ? RandomValues.scalar(random) : Value.NULL;
        return new LogRecord.MessageRecord(ordinal + 1, feedTimeNanos + random.nextInt(1000), content, position);
    }

    void sync() throws IOException {
        writer().sync();
        syncing = Optional.empty();
        note(appended.size(), true);
    }

    void close() throws IOException {
        writer().close();
        syncing = Optional.empty();
        note(appended.size(), true);
    }

    /** Lets go as a process that is killed between two operations would; what it had not handed over is gone. */
    void abandon() throws IOException {
        writer().abandon();
        syncing = Optional.empty();
        take(RandomLog.read(log, RUN_START));
        note(durable(), true);
    }

    /** The writer, from when on there is one. */
    Optional<LogWriter> lastWriter() {
        return writer;
    }

    /** The record that was handed over when the writer failed: it may be in the log or not. */
    Optional<LogRecord> attempted() {
        return attempted;
    }
}
