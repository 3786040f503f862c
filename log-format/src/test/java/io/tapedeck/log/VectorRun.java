package io.tapedeck.log;

import io.tapedeck.log.LogRecord.RunRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The vector {@code controller}: the log of a run that failed, was killed, and went on, with records as spec/run-log.md
 * defines them. What the state is at each checkpoint is told beside it, in {@code states.json}, and what its calls put
 * out in {@code outputs.json}, as it was put down while the log was written; nothing here reads it back.
 */
final class VectorRun {
    private static final UUID RUN = VectorLogs.ID;
    private static final int INTERVAL_BYTES = 1024;
    private static final long FED_NANOS = VectorLogs.CREATED_NANOS;

    private final VectorState counts = new VectorState();
    private final VectorState alerts = new VectorState();
    private final List<CheckpointState> checkpoints = new ArrayList<>();
    private final List<CallOutput> outputs = new ArrayList<>();
    private LogWriter log;
    private List<MapValue> code = List.of(
            code("counts", "java", "Counts.java", "final class Counts {}"),
            code("alerts", "python", "alerts.py", "def process(message, context): ..."));
    private Value previous = Value.NULL;
    private long endNanos;
    private int entriesBeforeSnapshot;
    private int entriesSinceSnapshot;

    /**
     * What is so at a checkpoint.
     *
     * @param at where it stands
     * @param code the digests of the code in force, a step each
     * @param states the state of each step
     */
    record CheckpointState(LogPosition at, long inputs, List<String> code, List<VectorState.Snapshot> states) {}

    /** An output of a call. */
    record CallOutput(long ordinal, int step, Output output) {}

    /** What is told beside the log. */
    record Told(List<CheckpointState> checkpoints, List<CallOutput> outputs) {}

    private VectorRun(LogWriter log) {
        this.log = log;
    }

    /** Writes the log to a folder that is not there; returns what is told beside it. */
    static Told write(Path folder) throws IOException {
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(INTERVAL_BYTES).withSegmentBytes(Long.MAX_VALUE);
        VectorRun run = new VectorRun(LogWriter.create(folder, LogUse.RUN, RUN, settings, VectorLogs.MACHINE));
        run.fail();
        run.log.close();
        run.resume(folder, settings);
        run.goOnUntilKilled();
        run.log.sync();
        run.log.abandon();
        run.resume(folder, settings);
        run.complete();
        run.log.close();
        return new Told(run.checkpoints, run.outputs);
    }

    private void resume(Path folder, LogSettings settings) throws IOException {
        log = LogWriter.resume(folder, Optional.of(runStart()), settings, VectorLogs.MACHINE);
    }

    /** Parts of changes and of a snapshot, failures and effects, up to a message that stops the run. */
    private void fail() throws IOException {
        log.append(runStart());
        message(1, "first");
        effect(1, "answer", Value.map("found", Value.of(true)));
        counts.put(Value.of("ada"), Value.of(12.5));
        counts.put(Value.of(7), Value.list(Value.of("a list"), Value.NULL));
        alerts.put(timer("wake"), Value.of(Instant.ofEpochSecond(1_795_000_060, 5)));
        alerts.put(Value.of(new BigDecimal("1.0")), Value.map("mag", Value.of(4.5)));
        step(1, 1);
        feed(1, 1, delivered(1, 0));
        changesPart(0, counts, 1);
        changesPart(0, counts, 1);
        changesPart(1, alerts, 1);
        checkpoint(1, 1, delivered(1, 0), Value.NULL);

        message(2, "second");
        effect(2, "error", Value.of("HTTP 503"));
        failure(2, "skip");
        counts.put(Value.of("bob"), Value.of(3));
        step(2, 0);
        snapshotPart(0, counts, true, false);
        message(3, PayloadEncoding.JSON, "{\"mag\":4.50,\"n\":1,\"n\":-0,\"of\":[9223372036854775808]}");
        counts.remove(Value.of("ada"));
        counts.put(Value.of(7), Value.of("seven"));
        alerts.put(Value.of("late"), Value.of(Bytes.wrap(new byte[] {0, -1})));
        Value third =
                Value.map("mag", Value.of(4.5), "n", Value.of(0), "of", Value.list(Value.of(BigInteger.TWO.pow(63))));
        stepThatHandsOn(
                3,
                Output.of(third),
                new Output(third, Value.of("of the output"), List.of(new Header("seen", Value.of(true)))));
        feed(2, 3, delivered(3, 0));
        checkpoint(3, 2, delivered(3, 0), Value.NULL);
        snapshotPart(1, alerts, false, true);

        message(4, "fourth");
        counts.put(Value.of("cy"), Value.of(Long.MIN_VALUE));
        counts.remove(Value.of("bob"));
        alerts.remove(timer("wake"));
        stepThatHandsOn(4, Output.of(Value.of("fourth")), Output.of(Value.of("fourth")));
        Value fifth = message(5, "fifth");
        feed(4, 4, delivered(4, 0));
        changesPart(0, counts, 2);
        checkpoint(4, 3, delivered(4, 0), fifth);
        failure(5, "stop");
        runEnd("FAILED", 4, 3);
    }

    /** Other code takes the message that failed. What is written then, no checkpoint is told to follow. */
    private void goOnUntilKilled() throws IOException {
        MapValue mended = code("alerts", "python", "alerts.py", "def process(message, context): return 1");
        code = List.of(code.getFirst(), mended);
        log.append(new RunRecord(RunRecord.Kind.CODE_CHANGE, mended));
        log.repeatAtHead(runStart());
        counts.put(Value.of("fifth"), Value.of(true));
        step(5, 1);
        VectorState unused = new VectorState();
        unused.put(Value.of("ada"), Value.of("of a process that was killed"));
        log.append(changes(0, unused, 1));
    }

    /** From the checkpoint of the first segment, to an empty state and beyond. */
    private void complete() throws IOException {
        message(6, "sixth");
        counts.put(Value.of("sixth"), Value.of(Instant.EPOCH));
        step(6, 0);
        feed(5, 6, delivered(5, 0));
        checkpoint(6, 4, delivered(5, 0), Value.NULL);

        message(7, "seventh");
        counts.clear();
        alerts.clear();
        step(7, 0);
        previous = Value.NULL; // nothing is there: nobody has to read what was before
        entriesSinceSnapshot = 0;
        message(8, "eighth");
        alerts.put(Value.of("anew"), Value.NULL);
        step(8, 0);
        feed(7, 8, delivered(5, 0));
        changesPart(1, alerts, 2);
        checkpoint(8, 4, delivered(5, 0), Value.NULL);
        runEnd("COMPLETED", 8, 4);
    }

    private RunRecord runStart() {
        return new RunRecord(
                RunRecord.Kind.RUN_START,
                MapValue.builder()
                        .put("run", Value.of(RUN.toString()))
                        .put("id", Value.of(RUN.toString().substring(0, 8)))
                        .put("pipeline", Value.of("quakes"))
                        .put("task", Value.of(0))
                        .put("started", Value.of(Instant.ofEpochSecond(1_795_000_000)))
                        .put("seed", Value.of(-4098164785629622314L))
                        .put("from", Value.of("file://earthquakes.ndjson"))
                        .put("to", Value.of("file://alerts.ndjson"))
                        .put("code", Value.list(code))
                        .put(
                                "fingerprint",
                                Value.map(
                                        "must_match",
                                        Value.map("zone", Value.of("Z"), "locale", Value.of("root")),
                                        "noted",
                                        MapValue.EMPTY))
                        .build());
    }

    private static MapValue code(String step, String language, String entry, String content) {
        Bytes file = Bytes.utf8(content);
        return MapValue.builder()
                .put("step", Value.of(step))
                .put("language", Value.of(language))
                .put("entry", Value.of(entry))
                .put("digest", Value.of(codeDigest(language, entry, file)))
                .put("files", Value.list(Value.map("name", Value.of(entry), "content", Value.of(file))))
                .build();
    }

    private static String codeDigest(String language, String entry, Bytes content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] item : List.of(
                    language.getBytes(StandardCharsets.UTF_8),
                    entry.getBytes(StandardCharsets.UTF_8),
                    entry.getBytes(StandardCharsets.UTF_8),
                    content.toByteArray())) {
                sha256.update(
                        ByteBuffer.allocate(Long.BYTES).putLong(item.length).flip());
                sha256.update(item);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The key under which a state holds a timer. */
    private static Value timer(String key) {
        return Value.list(Value.of("timer"), Value.of(key));
    }

    private static MapValue delivered(long ordinal, int index) {
        return Value.map("main", Value.list(Value.of(ordinal), Value.of(index)));
    }

    private static long fedAt(long ordinal) {
        return FED_NANOS + 1_000_000 * ordinal;
    }

    private Value message(long ordinal, String text) throws IOException {
        return message(ordinal, PayloadEncoding.TEXT, text);
    }

    private Value message(long ordinal, PayloadEncoding encoding, String text) throws IOException {
        EncodedMessage message = new EncodedMessage(
                new StreamKey("earthquakes"), 0, ordinal, fedAt(ordinal) - 1, encoding, Bytes.utf8(text));
        return place(log.append(ordinal, fedAt(ordinal), message, Value.map("offset", Value.of(100 * ordinal))));
    }

    private void step(long ordinal, int count) throws IOException {
        List<Output> made = count == 0 ? List.of() : List.of(Output.of(Value.of(ordinal)));
        appendStep(ordinal, call(ordinal, 0, made, false), call(ordinal, 1, made, false));
    }

    /** The outputs of both steps have the value of the input. */
    private void stepThatHandsOn(long ordinal, Output first, Output second) throws IOException {
        appendStep(ordinal, call(ordinal, 0, List.of(first), true), call(ordinal, 1, List.of(second), true));
    }

    private void appendStep(long ordinal, LogRecord.Call... calls) throws IOException {
        endNanos = fedAt(ordinal) + 500;
        log.append(new LogRecord.StepRecord(ordinal, endNanos, List.of(calls)));
    }

    private LogRecord.Call call(long ordinal, int step, List<Output> made, boolean isInput) {
        ValueEncoder kept = new ValueEncoder();
        long digest = 0;
        for (Output output : made) {
            digest = XxHash64.hash(ValueEncoder.encode(output.toValue()), digest);
            kept.write(isInput ? withoutValue(output) : output.toValue());
            outputs.add(new CallOutput(ordinal, step, output));
        }
        long stateDigest = (step == 0 ? counts : alerts).digest();
        return new LogRecord.Call(step, made.size(), digest, stateDigest, kept.toBytes());
    }

    private static Value withoutValue(Output output) {
        return Value.list(output.key(), output.toValue().get(2));
    }

    private void effect(long ordinal, String key, Value result) throws IOException {
        log.append(new RunRecord(
                RunRecord.Kind.EFFECT,
                MapValue.builder()
                        .put("ordinal", Value.of(ordinal))
                        .put("step", Value.of("alerts"))
                        .put("path", Value.list(Value.of(0)))
                        .put("index", Value.of(0))
                        .put("service", Value.of("geo"))
                        .put("request", Value.map("path", Value.of("/place")))
                        .put(key, result)
                        .build()));
    }

    private void failure(long ordinal, String decision) throws IOException {
        log.append(new RunRecord(
                RunRecord.Kind.FAILURE,
                MapValue.builder()
                        .put("ordinal", Value.of(ordinal))
                        .put("step", Value.of("alerts"))
                        .put("path", Value.list(Value.of(0)))
                        .put("kind", Value.of("ERROR"))
                        .put("error", Value.of("KeyError: 'mw'"))
                        .put("traceback", Value.of(""))
                        .put("decision", Value.of(decision))
                        .put("stream", Value.of("earthquakes"))
                        .put("shard", Value.of(0))
                        .put("sequence", Value.of(ordinal))
                        .put("file", Value.of("alerts.py"))
                        .put("line", Value.of(22))
                        .put("function", Value.of("process"))
                        .build()));
    }

    private void feed(long first, long last, MapValue delivered) throws IOException {
        MapValue range = MapValue.builder()
                .put("stream", Value.of("earthquakes"))
                .put("shard", Value.of(0))
                .put("first", Value.of(first))
                .put("last", Value.of(last))
                .put("count", Value.of(last - first + 1))
                .put("first_ordinal", Value.of(first))
                .put("last_ordinal", Value.of(last))
                .build();
        log.append(new RunRecord(RunRecord.Kind.FEED, Value.map("ranges", Value.list(range), "delivered", delivered)));
    }

    /** Writes some of what changed in a step's state since the checkpoint before. */
    private void changesPart(int step, VectorState state, int keysMax) throws IOException {
        entriesSinceSnapshot += Math.min(keysMax, state.changed());
        previous = place(log.append(changes(step, state, keysMax)));
    }

    private RunRecord changes(int step, VectorState state, int keysMax) {
        MapValue.Builder content = MapValue.builder().put("step", Value.of(step));
        state.putChangesTo(content, keysMax);
        return new RunRecord(
                RunRecord.Kind.SNAPSHOT, content.put("previous", previous).build());
    }

    private void snapshotPart(int step, VectorState state, boolean first, boolean last) throws IOException {
        if (first) {
            entriesBeforeSnapshot = entriesSinceSnapshot;
            entriesSinceSnapshot = 0;
        }
        if (last) {
            entriesBeforeSnapshot = 0;
        }
        previous = place(log.append(new RunRecord(
                RunRecord.Kind.SNAPSHOT,
                MapValue.builder()
                        .put("step", Value.of(step))
                        .put("entries", Value.of(state.encoded()))
                        .put("first", Value.of(first))
                        .put("last", Value.of(last))
                        .put("previous", previous)
                        .build())));
    }

    private static Value place(LogPosition at) {
        return Value.list(Value.of(at.segment()), Value.of(at.offset()));
    }

    private void checkpoint(long inputs, long outputs, MapValue delivered, Value resume) throws IOException {
        entriesSinceSnapshot += 10 + counts.changed() + alerts.changed();
        List<Value> deltas = new ArrayList<>();
        for (VectorState state : List.of(counts, alerts)) {
            MapValue.Builder delta = MapValue.builder().put("digest", Value.of(state.digest()));
            state.putChangesTo(delta, Integer.MAX_VALUE);
            deltas.add(delta.build());
        }
        LogPosition at = log.append(new RunRecord(
                RunRecord.Kind.CHECKPOINT,
                MapValue.builder()
                        .put("inputs", Value.of(inputs))
                        .put("ticks", Value.of(0))
                        .put("outputs", Value.of(outputs))
                        .put("source", Value.map("offset", Value.of(100 * inputs)))
                        .put("delivered", delivered)
                        .put("end", Value.of(endNanos))
                        .put("resume", resume)
                        .put("states", Value.list(deltas))
                        .put("since_snapshot", Value.of(entriesBeforeSnapshot + entriesSinceSnapshot))
                        .put("previous", previous)
                        .build()));
        previous = place(at);
        checkpoints.add(new CheckpointState(
                at,
                inputs,
                code.stream().map(each -> each.get("digest").asString()).toList(),
                List.of(counts.snapshot(), alerts.snapshot())));
    }

    private void runEnd(String state, long inputs, long outputs) throws IOException {
        log.append(new RunRecord(
                RunRecord.Kind.RUN_END,
                MapValue.builder()
                        .put("state", Value.of(state))
                        .put("inputs", Value.of(inputs))
                        .put("outputs", Value.of(outputs))
                        .put("at", Value.of(Instant.ofEpochSecond(1_795_000_001)))
                        .build()));
    }
}
