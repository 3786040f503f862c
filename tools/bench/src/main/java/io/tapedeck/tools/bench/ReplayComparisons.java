package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** The rows of the benchmark of recording and replaying: raw messages, a Java processor, digests on. */
final class ReplayComparisons {
    private static final int PAYLOAD_BYTES = 256;
    private static final int KEYS = 100_000;
    private static final int TIMES = 10;
    private static final long LARGE_MESSAGES = 1_000_000;
    private static final int LARGE_MESSAGES_QUICK = 100_000;

    /** A run holds inputs, outputs and what surrounds them, on both sides, and is deleted only after it. */
    private static final int VOLUME_DIVISOR = 4;

    private static final double FSYNC_TARGET = 0.1;
    private static final double OS_TARGET = 0.125;
    private static final double REPLAY_TARGET = 0.1;
    private static final double LINEAR_TARGET = 0.85;
    private static final double LIMIT_TARGET = 1;
    private static final double LATENCY_MILLIS_MAX = 10;
    private static final double COUNTED_PER_SECOND_MIN = 1e6;
    private static final double RESUME_SECONDS_MAX = 3;
    private static final double BACK_MILLIS_MAX = 200;

    private static final String APPEND = "our bare append";
    private static final String SCAN = "our bare scan";
    private static final String SELF = "ours again";
    private static final int WEIGHT = 2;
    private static final int LARGE_WEIGHT = 3;
    private static final int RESUME_WEIGHT = 5;

    private final long messages;
    private final boolean full;
    private final Optional<Launcher> launcher;
    private final List<Comparison> rows = new ArrayList<>();

    private ReplayComparisons(BenchSettings settings, Optional<Launcher> launcher) {
        messages = Math.max(1, settings.volumeBytes() / VOLUME_DIVISOR / PAYLOAD_BYTES);
        full = messages >= LARGE_MESSAGES;
        this.launcher = launcher;
    }

    static List<Comparison> of(BenchSettings settings, Optional<Launcher> launcher) {
        ReplayComparisons all = new ReplayComparisons(settings, launcher);
        all.addRecording(Durability.FSYNC, FSYNC_TARGET);
        all.addRecording(Durability.OS, OS_TARGET);
        all.addLatency();
        all.addReplaying("replay, calls compared (verify)", Replaying.Way.VERIFY);
        all.addReplaying("replay, outputs compared", Replaying.Way.COMPARE);
        all.addLinear();
        all.addCounter();
        all.addSteppingBack();
        all.addResume();
        all.addNoise();
        return all.rows;
    }

    private void addRecording(Durability durability, double target) {
        add(
                subject(
                        "recording, " + durability.word(),
                        APPEND,
                        Metric.MESSAGES,
                        durability,
                        OptionalDouble.of(target)),
                () -> {
                    Payloads payloads = new Payloads(PAYLOAD_BYTES);
                    return new Comparison.Arms(
                            new Recording(payloads, durability),
                            new BeaconAppend(payloads, Metric.MESSAGES, new Flushing.AtEnd()));
                });
    }

    private void addLatency() {
        Comparison.Subject subject = subject(
                "p99 from due to delivered, half load",
                FixedLimit.NAME,
                Metric.MILLISECONDS,
                Durability.FSYNC,
                OptionalDouble.of(LIMIT_TARGET));
        add(
                subject,
                () -> new Comparison.Arms(
                        new DeliveryLatency(new Payloads(PAYLOAD_BYTES), Durability.FSYNC),
                        new FixedLimit(LATENCY_MILLIS_MAX)));
    }

    private void addReplaying(String work, Replaying.Way way) {
        add(subject(work, SCAN, Metric.MESSAGES, Durability.OS, OptionalDouble.of(REPLAY_TARGET)), () -> {
            Payloads payloads = new Payloads(PAYLOAD_BYTES);
            return new Comparison.Arms(
                    new Replaying(payloads, Replaying.Subject.pass(1), way),
                    new BeaconScan(payloads, Metric.MESSAGES, PAYLOAD_BYTES));
        });
    }

    private void addLinear() {
        Comparison.Subject subject = subject(
                "replay of ten times the log",
                "one time",
                Metric.MESSAGES,
                Durability.OS,
                OptionalDouble.of(LINEAR_TARGET));
        rows.add(new Comparison(
                subject,
                () -> {
                    Payloads payloads = new Payloads(PAYLOAD_BYTES);
                    return new Comparison.Arms(verifying(payloads, TIMES), verifying(payloads, 1));
                },
                Math.max(1, messages / TIMES),
                LARGE_WEIGHT));
    }

    private static Replaying verifying(Payloads payloads, int times) {
        return new Replaying(payloads, Replaying.Subject.pass(times), Replaying.Way.VERIFY);
    }

    private void addCounter() {
        Comparison.Subject subject = subject(
                String.format(Locale.ROOT, "replay of a counter of %,d keys", KEYS),
                FixedLimit.NAME,
                Metric.MESSAGES,
                Durability.OS,
                OptionalDouble.of(LIMIT_TARGET));
        add(
                subject,
                () -> new Comparison.Arms(
                        new Replaying(new Payloads(PAYLOAD_BYTES), counter(), Replaying.Way.VERIFY),
                        new FixedLimit(COUNTED_PER_SECOND_MIN)));
    }

    private static Replaying.Subject counter() {
        return new Replaying.Subject(RecordedRun.COUNT, keys(), 1);
    }

    private void addSteppingBack() {
        long recorded = full ? LARGE_MESSAGES : Math.min(messages, LARGE_MESSAGES_QUICK);
        Comparison.Subject subject = subject(
                String.format(Locale.ROOT, "slowest step back in the middle of %,d inputs", recorded),
                FixedLimit.NAME,
                Metric.MILLISECONDS,
                Durability.OS,
                full ? OptionalDouble.of(LIMIT_TARGET) : OptionalDouble.empty());
        rows.add(new Comparison(
                subject,
                () -> new Comparison.Arms(
                        new SteppingBack(new Payloads(PAYLOAD_BYTES), counter()), new FixedLimit(BACK_MILLIS_MAX)),
                recorded,
                /* whole= */ true,
                RESUME_WEIGHT));
    }

    /** Keys in an order that is not theirs. */
    private static List<Value> keys() {
        long stride = 7_919; // a prime that does not divide their number, so that each comes once
        return LongStream.range(0, KEYS)
                .mapToObj(i -> Value.of("customer-" + i * stride % KEYS))
                .toList();
    }

    private void addResume() {
        long resumed = full ? LARGE_MESSAGES : Math.min(messages, LARGE_MESSAGES_QUICK);
        Comparison.Subject subject = new Comparison.Subject(
                String.format(Locale.ROOT, "resume after kill -9, %,d messages", resumed),
                PAYLOAD_BYTES + " B",
                FixedLimit.NAME,
                Metric.SECONDS,
                Durability.OS,
                PAYLOAD_BYTES,
                full ? OptionalDouble.of(LIMIT_TARGET) : OptionalDouble.empty());
        rows.add(new Comparison(
                subject,
                () -> new Comparison.Arms(
                        new ResumeTime(new Payloads(PAYLOAD_BYTES), launcher), new FixedLimit(RESUME_SECONDS_MAX)),
                resumed,
                /* whole= */ true,
                RESUME_WEIGHT));
    }

    /** Ours against ours: how far from 1 a ratio is by chance. */
    private void addNoise() {
        add(noise("noise of recording"), () -> {
            Payloads payloads = new Payloads(PAYLOAD_BYTES);
            return new Comparison.Arms(new Recording(payloads, Durability.OS), new Recording(payloads, Durability.OS));
        });
        add(noise("noise of replay"), () -> {
            Payloads payloads = new Payloads(PAYLOAD_BYTES);
            return new Comparison.Arms(verifying(payloads, 1), verifying(payloads, 1));
        });
    }

    private void add(Comparison.Subject subject, Supplier<Comparison.Arms> arms) {
        rows.add(new Comparison(subject, arms, messages, WEIGHT));
    }

    private static Comparison.Subject noise(String work) {
        return subject(work, SELF, Metric.MESSAGES, Durability.OS, OptionalDouble.empty());
    }

    private static Comparison.Subject subject(
            String work, String peer, Metric metric, Durability durability, OptionalDouble target) {
        return new Comparison.Subject(work, PAYLOAD_BYTES + " B", peer, metric, durability, PAYLOAD_BYTES, target);
    }
}
