package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills what packs, unpacks and drops segments at every operation, and asks of what a disk may hold then that the log
 * opens, is intact, holds every record of the segments that are kept, and that the same command again leaves what it
 * would have left, to the byte, and no half file. {@link FaultyStorage} says what a disk may hold. Set
 * {@code sweep=full} to try many outcomes of each; the seed of all that is random is {@code seed}, 1 by default.
 */
class LogUpkeepCrashTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final long SEED = Long.getLong("seed", 1);
    /** Operations of which the outcome is tried, of one command and one way to crash. */
    private static final int CASES_MAX = FULL ? Integer.MAX_VALUE : 14;

    private static final int OUTCOMES = FULL ? 8 : 1;
    private static final int SECOND_CRASHES = FULL ? 6 : 1;
    private static final LogSettings SETTINGS =
            LogSettings.of(Durability.FSYNC).withIntervalBytes(512).withSegmentBytes(2_500);

    @TempDir
    private Path folder;

    private final RandomLog log = new RandomLog(SEED, LogUse.STREAMS, 4, 300, true);

    /** What is done to the log. */
    private enum Command {
        PACK {
            @Override
            void run(Path log, LogStorage storage) throws IOException {
                LogCompactor.pack(log, new DeflateCodec(), 6, LogProgress.NONE, storage);
            }
        },
        UNPACK {
            @Override
            void prepare(Path log) throws IOException {
                LogCompactor.pack(log, new DeflateCodec(), 6, LogProgress.NONE);
            }

            @Override
            void run(Path log, LogStorage storage) throws IOException {
                LogCompactor.unpack(log, LogProgress.NONE, storage);
            }
        },
        DROP {
            @Override
            void run(Path log, LogStorage storage) throws IOException {
                new LogRetention(KEPT_BYTES, Long.MIN_VALUE, Long.MAX_VALUE).drop(log, storage);
            }
        },
        /** As {@code log compact --keep-bytes} does. */
        DROP_AND_PACK {
            @Override
            void run(Path log, LogStorage storage) throws IOException {
                DROP.run(log, storage);
                PACK.run(log, storage);
            }
        };

        private static final long KEPT_BYTES = 9_000;

        void prepare(Path log) throws IOException {}

        abstract void run(Path log, LogStorage storage) throws IOException;
    }

    /** How a command ends. */
    private enum Crash {
        PROCESS,
        POWER
    }

    private Path write(Command command) throws IOException {
        Path written = folder.resolve("written");
        try (LogWriter writer = LogWriter.create(written, LogUse.STREAMS, RandomLog.id(SEED), SETTINGS)) {
            log.write(writer, 120);
        }
        assertTrue(LogFolder.segments(written).size() > 6);
        command.prepare(written);
        return written;
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
    }

    /** Nothing is damaged, and all is there that the segments that are left held. */
    private void assertHolds(Path left, Map<String, byte[]> whenDone) throws IOException {
        List<Path> segments = LogFolder.segments(left);
        whenDone.keySet().stream()
                .filter(name -> name.endsWith(".tape"))
                .forEach(name -> assertTrue(segments.contains(left.resolve(name)), name + " is to be kept"));
        int first = LogFolder.number(segments.getFirst()).orElseThrow();
        assertEquals(
                log.written.stream()
                        .filter(written -> written.position().segment() >= first)
                        .toList(),
                RandomLog.read(left));
        LogVerifier.Report report = LogVerifier.verify(left);
        assertTrue(report.intact(), report::toString);
    }

    private Path emptied(String name) throws IOException {
        Path emptied = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(emptied)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return emptied;
    }

    @ParameterizedTest
    @EnumSource
    void theLogIsWholeAfterEveryCrashAndTheCommandGoesOn(Command command) throws IOException {
        Path written = write(command);
        FaultyStorage storage = new FaultyStorage(written);
        command.run(written, storage);
        Map<String, byte[]> whenDone = files(written);
        assertTrue(whenDone.keySet().stream().noneMatch(name -> name.endsWith(".new")), whenDone.keySet()::toString);
        int operations = storage.operations();
        assertTrue(operations > 10, "operations: " + operations);
        int step = Math.max(1, operations / CASES_MAX);
        for (Crash crash : Crash.values()) {
            for (int at = Math.floorMod(SEED, step); at <= operations; at += step) {
                for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                    crash(command, crash, storage.journal(), at, outcome, whenDone);
                }
            }
        }
    }

    private void crash(
            Command command, Crash crash, StorageJournal journal, int at, int outcome, Map<String, byte[]> whenDone)
            throws IOException {
        String place = "-Dseed=" + SEED + " " + command + ", " + crash + " crash at operation " + at + " of "
                + journal.size() + ", outcome " + outcome;
        SplittableRandom random = new SplittableRandom(
                ((SEED * 31 + command.ordinal()) * 31 + crash.ordinal()) * 1_000_003 + at * 1009L + outcome);
        try {
            Path left = emptied("left");
            FaultyStorage.write(filesLeft(crash, journal, at, random), left);
            assertHolds(left, whenDone);
            FaultyStorage again = new FaultyStorage(left);
            command.run(left, again);
            assertSame(whenDone, files(left));
            for (int i = 0; i < SECOND_CRASHES; i++) {
                int second = random.nextInt(again.operations() + 1);
                place += ", second crash at " + second + " of " + again.operations();
                Path twice = emptied("twice");
                FaultyStorage.write(filesLeft(crash, again.journal(), second, random), twice);
                assertHolds(twice, whenDone);
                command.run(twice, DiskStorage.INSTANCE);
                assertSame(whenDone, files(twice));
            }
        } catch (AssertionError | IOException | RuntimeException e) {
            throw new AssertionError(place + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> filesLeft(Crash crash, StorageJournal journal, int at, SplittableRandom random) {
        if (crash == Crash.POWER) {
            return journal.first(at).afterPowerLoss(random);
        }
        return (at == journal.size() ? journal.first(at) : journal.killedIn(at, random)).files();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorLeavesTheLogWholeAndIsTold(Command command) throws IOException {
        Path written = write(command);
        Map<String, byte[]> before = files(written);
        FaultyStorage dry = new FaultyStorage(written);
        command.run(written, dry);
        Map<String, byte[]> whenDone = files(written);
        int step = Math.max(1, dry.operations() / CASES_MAX);
        for (int at = 0; at < dry.operations(); at += step) {
            for (FaultyStorage.Failure failure : FaultyStorage.Failure.values()) {
                Path left = emptied("left");
                FaultyStorage.write(before, left);
                FaultyStorage storage = new FaultyStorage(left);
                storage.failAt(at, failure, SEED + at);
                IOException told = assertThrows(IOException.class, () -> command.run(left, storage));
                assertEquals(FaultyStorage.FAILURE_MESSAGE, told.getMessage(), "at operation " + at);
                assertEquals(0, storage.openOutputs());
                assertHolds(left, whenDone);
                boolean halfFile = files(left).keySet().stream().anyMatch(name -> name.endsWith(".new"));
                assertFalse(halfFile && failure == FaultyStorage.Failure.ONCE, "a half file is left");
                command.run(left, DiskStorage.INSTANCE);
                assertSame(whenDone, files(left));
            }
        }
    }

    @Test
    void whatAKilledPackerLeftIsRemovedAndWhatAWriterMakesIsNot() throws IOException {
        Path written = write(Command.PACK);
        List<Path> segments = LogFolder.segments(written);
        Path first = leftOver(segments.getFirst());
        Path last = leftOver(segments.getLast());
        Path next = leftOver(LogFolder.segment(written, segments.size()));
        assertTrue(LogVerifier.verify(written).intact(), "half files are not read");
        Command.DROP.run(written, DiskStorage.INSTANCE);
        assertFalse(Files.exists(first), "gone with its segment");
        assertTrue(Files.exists(last));
        Command.UNPACK.run(written, DiskStorage.INSTANCE);
        assertFalse(Files.exists(last), "gone though its segment is left alone");
        assertTrue(Files.exists(next), "the next segment may be in the making");
    }

    private static Path leftOver(Path segment) throws IOException {
        return Files.writeString(segment.resolveSibling(segment.getFileName() + ".new"), "half");
    }
}
