package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures a {@link Comparison}: both sides in turn, first ours then the peer's, then the peer's first, and so on,
 * each in a fresh folder that is deleted after it. Before that, pairs of a volume that grows tell how much fits into
 * the time and let the compiler come to rest; the last of them has the final volume. They are not counted.
 */
final class Pairing {
    private static final long MESSAGES_FIRST = 1_000;
    private static final double GROWTH_MIN = 2;
    private static final double GROWTH_MAX = 8;
    private static final int STEPS_COLD = 2;
    /** The part of a row's time beyond which its first steps are believed. */
    private static final double COLD_PART = 0.4;
    /** The part of a pair's time that may be taken for one that more messages do not lengthen. */
    private static final double FIXED_PART_MAX = 0.75;
    /** What is planned for; the rest is for a machine that turns out slower than it seemed. */
    private static final double PLANNED_PART = 0.85;
    /** After this many times its time a row ends with the pairs that it has. */
    private static final double OVERRUN_MAX = 1.5;

    private static final long SETTLED_BYTES = 4L << 20;
    private static final long SETTLE_NANOS = 20_000_000;
    private static final long SETTLE_NANOS_MAX = 3_000_000_000L;

    private final BenchFolder folder;
    private final Limit limit;
    private final int pairs;
    private final Runnable tick;
    private final Consumer<String> notes;

    /**
     * For comparisons one after the other.
     *
     * @param tick is run before each measurement
     * @param notes gets what has to be said of those that count
     */
    Pairing(BenchFolder folder, Limit limit, int pairs, Runnable tick, Consumer<String> notes) {
        this.folder = folder;
        this.limit = limit;
        this.pairs = pairs;
        this.tick = tick;
        this.notes = notes;
    }

    /** Does a comparison once with few messages, so that loading its classes is not at the expense of its time. */
    void load(Comparison comparison) throws IOException {
        try (Session session = new Session(comparison, System.nanoTime(), 0)) {
            session.untilLimit(session::load);
        }
    }

    /**
     * Measures.
     *
     * @param shareNanos how long it should take
     * @return the row; empty where the time was up before the first pair
     */
    Optional<RowResult> measure(Comparison comparison, long shareNanos) throws IOException {
        try (Session session = new Session(comparison, System.nanoTime(), shareNanos)) {
            return session.run();
        }
    }

    /** A part of a session. */
    private interface Step {
        void run() throws IOException;
    }

    /** The work on one comparison. */
    private final class Session implements Closeable {
        private final Comparison comparison;
        private final Arm ours;
        private final Arm peer;
        private final long startNanos;
        private final long shareNanos;
        private final List<Path> fixtures = new ArrayList<>();
        private final List<RowResult.Pair> measured = new ArrayList<>();
        private long messages;
        private long messagesBefore;
        private long pairNanosBefore;
        private long prepareNanos;

        Session(Comparison comparison, long startNanos, long shareNanos) {
            this.comparison = comparison;
            Comparison.Arms arms = comparison.arms().get();
            ours = arms.ours();
            peer = arms.peer();
            this.startNanos = startNanos;
            this.shareNanos = shareNanos;
        }

        Optional<RowResult> run() throws IOException {
            untilLimit(() -> {
                grow();
                measureAll();
            });
            if (measured.isEmpty()) {
                return Optional.empty();
            }
            ours.summary().ifPresent(notes);
            peer.summary().ifPresent(notes);
            return Optional.of(new RowResult(comparison.subject(), messages, measured));
        }

        /** What is done when the time is up stays; that somebody stopped the benchmark is passed on. */
        private void untilLimit(Step step) throws IOException {
            try {
                step.run();
            } catch (Limit.ReachedException e) {
                if (limit.stopped()) {
                    throw e;
                }
            }
        }

        private void load() throws IOException {
            messages = Math.min(MESSAGES_FIRST, comparison.messages());
            prepare();
            pair(true);
        }

        /** Grows the volume until it is the whole or twice of it does not fit; what was done last was the warm-up. */
        private void grow() throws IOException {
            messages = comparison.whole() ? comparison.messages() : Math.min(MESSAGES_FIRST, comparison.messages());
            for (int step = 0; ; step++) {
                prepare();
                long before = System.nanoTime();
                pair(true);
                long pairNanos = System.nanoTime() - before;
                double growth = growth(step, pairNanos);
                pairNanosBefore = pairNanos;
                if (messages == comparison.messages() || growth < GROWTH_MIN) {
                    return;
                }
                messagesBefore = messages;
                messages = Math.min(comparison.messages(), (long) (messages * growth));
            }
        }

        /** By how much to grow after a step; what the first steps took is for the most part the compiler's doing. */
        private double growth(int step, long pairNanos) {
            if (step < STEPS_COLD && elapsed() < COLD_PART * shareNanos) {
                return GROWTH_MAX;
            }
            double fitting = fittingGrowth(pairNanos);
            return fitting > 2 * GROWTH_MAX ? GROWTH_MAX : fitting;
        }

        /**
         * How many times the last volume fits into the time that is left, for a warm-up and all pairs. What a pair takes
         * however few its messages are is told from the pair before, whose were fewer.
         */
        private double fittingGrowth(long pairNanos) {
            double leftNanos = Math.min(shareNanos - elapsed(), limit.leftNanos()) * PLANNED_PART;
            double slope = (double) (pairNanos - pairNanosBefore) / (messages - messagesBefore);
            double growing = Math.clamp(slope * messages, (1 - FIXED_PART_MAX) * pairNanos, (double) pairNanos);
            double fixed = pairNanos - growing;
            return (leftNanos - (pairs + 1) * fixed) / (prepareNanos + (pairs + 1) * growing);
        }

        private void measureAll() throws IOException {
            for (int i = 0; i < pairs; i++) {
                if (i > 0 && elapsed() > OVERRUN_MAX * shareNanos) {
                    return;
                }
                measured.add(pair(i % 2 == 0));
                ours.note().ifPresent(notes);
                peer.note().ifPresent(notes);
            }
        }

        private long elapsed() {
            return System.nanoTime() - startNanos;
        }

        private void prepare() throws IOException {
            long before = System.nanoTime();
            close();
            ours.prepare(work(fixture()));
            peer.prepare(work(fixture()));
            prepareNanos = System.nanoTime() - before;
        }

        private Path fixture() throws IOException {
            limit.check();
            Path fixture = folder.fresh();
            fixtures.add(fixture);
            return fixture;
        }

        private Work work(Path path) {
            return new Work(path, messages, limit);
        }

        private RowResult.Pair pair(boolean oursFirst) throws IOException {
            double first = measure(oursFirst ? ours : peer);
            double second = measure(oursFirst ? peer : ours);
            return oursFirst ? new RowResult.Pair(first, second) : new RowResult.Pair(second, first);
        }

        private double measure(Arm arm) throws IOException {
            limit.check();
            tick.run();
            Path fresh = folder.fresh();
            try {
                System.gc(); // what the other side left is not collected at this one's expense
                settle();
                return arm.measure(work(fresh));
            } finally {
                BenchFolder.delete(fresh);
            }
        }

        /** Waits, but not for long, until what the other side wrote is on the disk or given up. */
        private void settle() {
            long end = System.nanoTime() + SETTLE_NANOS_MAX;
            while (Machine.writebackBytes() > SETTLED_BYTES && System.nanoTime() < end) {
                limit.check();
                LockSupport.parkNanos(SETTLE_NANOS);
            }
        }

        private void deleteFixtures() throws IOException {
            for (Path fixture : fixtures) {
                BenchFolder.delete(fixture);
            }
            fixtures.clear();
        }

        @Override
        public void close() throws IOException {
            ours.close();
            peer.close();
            deleteFixtures();
        }
    }
}
