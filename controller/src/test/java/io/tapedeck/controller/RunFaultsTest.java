package io.tapedeck.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.LogReader;
import io.tapedeck.log.LogRecord;
import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Times;
import io.tapedeck.log.UnreliableDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Faults of the machine that a test has to make up, in a run with a processor that counts and a sink that promises
 * once. The others (kills, full disks, damaged files) are in the tests of the command line, {@code FaultsTest} and
 * {@code KillTest}, and the full map of LMDB in {@link CheckpointerTest}.
 *
 * <p><b>Forcing the log fails</b>, at a random one of a run's forcings: when a segment is begun, at a commit, at a
 * checkpoint, when a segment is sealed, while a run goes on.
 * <ul>
 *   <li>What the forcing was to make durable is lost on the device, though it can still be read.
 *   <li>The run ends, and says that the log cannot be written; nothing behind the last commit was delivered.
 *   <li>Next comes another run, which may fail the same way, or a power loss, or first one and then the other.
 *   <li>In the end the outputs are those of an undisturbed run, and the log is whole.
 * </ul>
 * With a checkpoint at each commit the loop waits for the forcing; without, it goes on, which has a test of its own.
 *
 * <p><b>The clock is set back</b>, while a run is on its way and between two, by up to a day.
 * <ul>
 *   <li>Feed times never go back, nor what the processor sees of the clock, nor do they before the run's start.
 *   <li>A run that is begun later is the newest.
 * </ul>
 *
 * <p>The seed is {@code seed}, else the time, and is printed; {@code sweep=full} tries many.
 */
class RunFaultsTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final int ROUNDS = FULL ? 60 : 2;
    private static final int INPUTS = 60;

    private static final String CODE = """
            import io.tapedeck.log.*;
            import io.tapedeck.runtime.*;

            public final class Sums implements Processor {
                @Override
                public void process(Message message, ProcessorContext context) {
                    long number = message.value().asLong();
                    long sum = context.state().has("sum") ? context.state().get("sum").asLong() : 0;
                    context.state().put("sum", Value.of(sum + number));
                    context.state().put("at " + number % 7, Value.of(number));
                    if (number % 4 == 0) {
                        context.sleep(java.time.Duration.ofMillis(6));
                    }
                    context.emit(OUTPUT);
                }
            }
            """;

    @TempDir
    private Path root;

    private final Extensions extensions = Extensions.load();
    private Path folder = Path.of("");
    private int inputs;

    @BeforeEach
    void begin() throws IOException {
        begin("0", "0s");
    }

    private void begin(String name, String checkpoint) throws IOException {
        folder = Files.createDirectory(root.resolve(name));
        inputs = 0;
        Files.writeString(folder.resolve("pipeline.toml"), """
                [pipeline.sums]
                from = "file://in.ndjson"
                to = "file://out.ndjson"
                checkpoint = "%s"
                [[pipeline.sums.step]]
                java = "Sums.java"
                """.formatted(checkpoint));
        code("Value.of(sum + number)");
        append(INPUTS);
    }

    private void code(String output) throws IOException {
        Files.writeString(folder.resolve("Sums.java"), CODE.replace("OUTPUT", output));
    }

    private void append(int more) throws IOException {
        Files.write(
                folder.resolve("in.ndjson"),
                IntStream.range(inputs, inputs + more)
                        .mapToObj(Integer::toString)
                        .toList(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        inputs += more;
    }

    private RunSummary run(RunMachine machine, boolean startNew) throws Exception {
        PipelineDefinition definition = PipelineFile.read(
                        folder.resolve("pipeline.toml"), Optional.empty(), extensions, Map.of())
                .getFirst();
        RunOptions options = new RunOptions(startNew, startNew, false, () -> false);
        return new PipelineRun(definition, store(), extensions, options, new RunListener() {}, machine).run();
    }

    private RunStore store() {
        return new RunStore(folder.resolve("runs"));
    }

    private List<String> outputs() throws IOException {
        return Files.readAllLines(folder.resolve("out.ndjson"));
    }

    private void assertSumsOnce() throws IOException {
        List<String> sums = IntStream.range(0, inputs)
                .mapToObj(i -> Integer.toString(i * (i + 1) / 2))
                .toList();
        assertEquals(sums, outputs());
    }

    private void assertVerifies(long calls) throws Exception {
        RunFolder newest = store().newestOf("sums").orElseThrow().folder();
        Verification verified =
                Verification.of(newest, Verification.Mode.CHECKPOINTS, extensions, new RunListener() {});
        assertEquals(Optional.empty(), verified.divergence());
        assertEquals(calls, verified.calls());
    }

    private static long seed(String test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RunFaultsTest " + test + ": -Dseed=" + seed);
        return seed;
    }

    private record UnreliableLogs(UnreliableDisk disk) implements RunMachine.Logs {
        @Override
        public LogWriter create(Path folder, UUID run, LogSettings settings) throws IOException {
            return disk.create(folder, run, settings);
        }

        @Override
        public LogWriter resume(Path folder, LogRecord.RunRecord runStart, LogSettings settings) throws IOException {
            return disk.resume(folder, runStart, settings);
        }
    }

    /** What follows a forcing that failed. */
    enum Next {
        RUN,
        POWER_LOSS,
        RUN_AND_POWER_LOSS
    }

    @ParameterizedTest
    @EnumSource(Next.class)
    void aForcingThatFailsLosesNothing(Next next) throws Exception {
        Random random = new Random(seed("forcing, then " + next));
        int failures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            begin(next + " " + round, round % 2 == 0 ? "0s" : "1h");
            UnreliableDisk disk = new UnreliableDisk();
            RunMachine machine = new RunMachine(Times::now, new UnreliableLogs(disk));
            for (int again = 0; again < 3; again++) {
                disk.failAfter(again == 0 ? random.nextInt(20) : random.nextInt(8));
                failures += fails(machine) ? 1 : 0;
                if (next == Next.POWER_LOSS) {
                    disk.losePower();
                }
            }
            disk.failAfter(Integer.MAX_VALUE / 2);
            assertEquals(RunState.COMPLETED, run(machine, false).state());
            if (next == Next.RUN_AND_POWER_LOSS) {
                disk.losePower();
                append(10);
                assertEquals(RunState.COMPLETED, run(machine, false).state());
            }
            assertSumsOnce();
            assertVerifies(inputs);
        }
        assertTrue(failures >= ROUNDS, failures + " failures in " + ROUNDS + " rounds");
    }

    @Test
    void theLoopGoesOnWhileTheLogIsForcedAndNothingLeaves() throws Exception {
        begin("going on", "1h");
        AtomicInteger fed = new AtomicInteger();
        AtomicInteger goneOn = new AtomicInteger();
        UnreliableDisk disk = new UnreliableDisk();
        disk.whileForcing(() -> {
            int before = fed.get();
            long released = sizeOfOutputs();
            long end = System.nanoTime() + 40_000_000;
            while (fed.get() < before + 3 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            goneOn.addAndGet(fed.get() >= before + 3 ? 1 : 0);
            if (sizeOfOutputs() != released) {
                throw new IllegalStateException("outputs left while the log was being forced");
            }
        });
        LongSupplier clock = () -> {
            fed.incrementAndGet();
            return Times.now();
        };
        assertEquals(
                RunState.COMPLETED,
                run(new RunMachine(clock, new UnreliableLogs(disk)), false).state());
        assertTrue(goneOn.get() >= 2, goneOn + " times");
        assertSumsOnce();
        assertVerifies(inputs);
    }

    private long sizeOfOutputs() {
        return folder.resolve("out.ndjson").toFile().length();
    }

    private boolean fails(RunMachine machine) throws Exception {
        try {
            run(machine, false);
            return false;
        } catch (IOException e) {
            assertTrue(e.getMessage().contains(UnreliableDisk.FAILURE), e::toString);
            assertTrue(e.getMessage().startsWith("cannot write to "), e::toString);
            return true;
        }
    }

    /** A clock that goes on by a little with each look, and is set back now and then. */
    private static final class SetBack implements LongSupplier {
        private static final long DAY_NANOS = 86_400_000_000_000L;

        private final Random random;
        private long now = Times.now();

        private SetBack(Random random) {
            this.random = random;
        }

        @Override
        public long getAsLong() {
            now += random.nextInt(2_000_000);
            if (random.nextInt(10) == 0) {
                setBack();
            }
            return now;
        }

        private void setBack() {
            now -= random.nextLong(random.nextInt(4) == 0 ? DAY_NANOS : 5_000_000);
        }
    }

    @Test
    void aClockThatIsSetBackShowsNowhere() throws Exception {
        Random random = new Random(seed("clock"));
        SetBack clock = new SetBack(random);
        RunMachine machine = new RunMachine(clock, RunMachine.REAL.logs());
        code("Value.of(context.now())");
        for (int again = 0; again < 3; again++) {
            assertEquals(RunState.COMPLETED, run(machine, false).state());
            clock.setBack();
            append(20);
        }
        inputs -= 20;
        List<Instant> seen = outputs().stream()
                .map(line -> Instant.parse(line.replace("\"", "")))
                .toList();
        assertEquals(inputs, seen.size());
        assertEquals(seen.stream().sorted().toList(), seen);
        assertVerifies(inputs);

        RunStore.Run first = store().newestOf("sums").orElseThrow();
        long reached = assertFeedTimesAscend(first);
        assertTrue(reached <= Times.nanos(seen.getLast()));
        clock.now -= SetBack.DAY_NANOS;
        String second = run(machine, true).run();
        assertEquals(second, store().newestOf("sums").orElseThrow().start().id());
        assertEquals(second, store().runs().getLast().start().id());
        assertFeedTimesAscend(store().newestOf("sums").orElseThrow());
    }

    /** Returns the last one. */
    private static long assertFeedTimesAscend(RunStore.Run run) throws IOException {
        long reached = run.start().startNanos();
        try (LogReader log = LogReader.open(run.folder().log())) {
            while (log.next()) {
                if (log.record() instanceof LogRecord.MessageRecord message) {
                    assertTrue(message.feedTimeNanos() >= reached, message::toString);
                    reached = message.feedTimeNanos();
                }
            }
        }
        return reached;
    }
}
