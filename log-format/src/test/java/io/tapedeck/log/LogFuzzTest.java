package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Feeds whatever reads a log with logs that no writer wrote. Each use ends in time with a result or an
 * {@link IOException} that says something, and takes memory for what is there, not for what a length claims.
 * {@code fuzz.seconds} says how long; the seed of a failure, given as {@code seed}, fails at once.
 */
class LogFuzzTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime() >>> 10);
    private static final long NANOS = Long.getLong("fuzz.seconds", 3) * 1_000_000_000L;
    private static final long TIMEOUT_MILLIS = 20_000;
    /** A window is 256 KiB, and is read again now and then; a length of 1 GiB that is believed is more than this. */
    private static final long ALLOCATED_BYTES_MAX = 400L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Something that is done with a log. */
    private interface Use {
        void apply(Path log, SplittableRandom random) throws IOException;
    }

    private static final Map<String, Use> USES = new TreeMap<>(Map.of(
            "read", LogFuzzTest::read,
            "seek", LogFuzzTest::seek,
            "backward", LogFuzzTest::backward,
            "salvage", LogFuzzTest::salvage,
            "verify", (log, random) -> LogVerifier.verify(log),
            "info", (log, random) -> LogInfo.read(log),
            "repair", LogFuzzTest::repair,
            "pack", LogFuzzTest::pack,
            "retention", LogFuzzTest::retention,
            "resume", LogFuzzTest::resume));

    @Test
    void whatNoWriterWroteIsRefusedOrRead() throws Exception {
        List<DamageSubject> subjects = new ArrayList<>();
        for (String name : DamageSubject.NAMES) {
            try (TestFolder folder = new TestFolder()) {
                subjects.add(DamageSubject.make(name, folder));
            }
        }
        System.out.println("fuzzing with seed " + SEED);
        long begin = System.nanoTime();
        long seed = SEED;
        try (TestFolder folder = new TestFolder()) {
            while (System.nanoTime() - begin < NANOS) {
                tryOne(subjects, seed++, folder);
            }
        }
        System.out.println(seed - SEED + " logs fuzzed");
    }

    private static void tryOne(List<DamageSubject> subjects, long seed, TestFolder folder) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        DamageSubject subject = subjects.get(random.nextInt(subjects.size()));
        Map<String, byte[]> files = new TreeMap<>(subject.files());
        List<String> names = List.copyOf(files.keySet());
        LogMutator mutator = new LogMutator(random);
        files.compute(names.get(random.nextInt(names.size())), (name, bytes) -> mutator.mutate(bytes));
        for (Map.Entry<String, Use> use : USES.entrySet()) {
            Path log = DamageSubject.write(folder.path(), files);
            List<Throwable> thrown = new ArrayList<>();
            Thread thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    use(use.getValue(), log, random);
                } catch (Throwable e) { // whatever it is, it is the finding
                    thrown.add(e);
                }
            });
            thread.join(TIMEOUT_MILLIS);
            String where = use.getKey() + " of " + subject.name() + ", seed " + seed;
            if (thread.isAlive()) {
                AssertionError endless = new AssertionError(where + " does not end");
                endless.setStackTrace(thread.getStackTrace());
                throw endless;
            }
            if (!thrown.isEmpty()) {
                throw new AssertionError(where + ": " + thrown.getFirst(), thrown.getFirst());
            }
        }
    }

    private static void use(Use use, Path log, SplittableRandom random) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            use.apply(log, random);
        } catch (IOException e) {
            if (e.getMessage() == null || !e.getMessage().contains(" ")) {
                fail("an exception that says nothing", e);
            }
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > ALLOCATED_BYTES_MAX) {
            fail(allocated + " bytes were allocated");
        }
    }

    private static void read(Path log, SplittableRandom random) throws IOException {
        try (LogReader reader = LogReader.open(log)) {
            readOn(reader, bound(log));
        }
    }

    /** More records than a log can have, at sixteen bytes each. */
    private static long bound(Path log) throws IOException {
        return LogProgress.bytesTotal(LogFolder.segments(log)) / Frame.HEADER_LENGTH * 64 + 64;
    }

    private static void readOn(LogReader reader, long bound) throws IOException {
        long records = 0;
        while (reader.next()) {
            if (records++ > bound) {
                fail("more records than there is room for");
            }
        }
    }

    private static void seek(Path log, SplittableRandom random) throws IOException {
        try (LogReader reader = LogReader.open(log)) {
            for (int i = 0; i < 12; i++) {
                try {
                    seekOnce(reader, random);
                    reader.next();
                } catch (LogException e) {
                    reader.seekStart();
                }
            }
        }
    }

    private static void seekOnce(LogReader reader, SplittableRandom random) throws IOException {
        StreamKey stream = new StreamKey("stream-" + random.nextInt(3));
        long time = 1_700_000_000_000_000_000L + random.nextInt(30_000_000);
        long any = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(40);
        switch (random.nextInt(6)) {
            case 0 -> reader.seekOrdinal(any);
            case 1 -> reader.seekFeedTime(time);
            case 2 -> reader.seekEventTime(time);
            case 3 -> reader.seekEventTime(stream, random.nextInt(2), time);
            case 4 -> reader.seekSequence(stream, random.nextInt(2), any);
            default -> reader.seek(new LogPosition(random.nextInt(3), random.nextInt(10_000) & ~7));
        }
    }

    private static void backward(Path log, SplittableRandom random) throws IOException {
        try (LogReader reader = LogReader.open(log)) {
            reader.seekOrdinal(random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(40));
            long bound = bound(log);
            long records = 0;
            while (reader.previous()) {
                if (records++ > bound) {
                    fail("more records than there is room for");
                }
            }
        }
    }

    private static void salvage(Path log, SplittableRandom random) throws IOException {
        long bound = bound(log);
        long records = 0;
        try (LogSalvage salvage = LogSalvage.open(log)) {
            while (salvage.next()) {
                if (records++ > bound) {
                    fail("more records than there is room for");
                }
            }
            salvage.damages();
        }
    }

    private static void repair(Path log, SplittableRandom random) throws IOException {
        Path repaired = log.resolveSibling("repaired.tape");
        Files.deleteIfExists(repaired);
        LogRepairer.repair(log, repaired, RandomLog.id(99), UnforcedStorage.MACHINE, LogProgress.NONE);
        List<Damage> damages = LogVerifier.verify(repaired).damages();
        if (!damages.isEmpty()) {
            fail("repaired, and still " + damages);
        }
    }

    private static void pack(Path log, SplittableRandom random) throws IOException {
        LogCompactor.pack(log, new DeflateCodec(), 6, LogProgress.NONE);
        LogCompactor.unpack(log, LogProgress.NONE);
    }

    private static void retention(Path log, SplittableRandom random) throws IOException {
        new LogRetention(random.nextInt(10_000), random.nextLong(), random.nextInt(100)).drop(log);
    }

    private static void resume(Path log, SplittableRandom random) throws IOException {
        LogSettings settings = LogSettings.of(Durability.OS).withSegmentBytes(1 << 20);
        try (LogWriter writer = Files.isDirectory(log)
                ? LogWriter.resume(log, java.util.Optional.empty(), settings)
                : LogWriter.resumeFile(log, settings)) {
            writer.append(new LogRecord.Unknown(99, Bytes.EMPTY));
        }
    }
}
