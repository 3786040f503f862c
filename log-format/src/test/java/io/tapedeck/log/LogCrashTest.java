package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the writer at every operation of a workload, and asks of what a disk may hold then that the log opens, holds
 * all that was reported durable and nothing that was not appended, is not called damaged, and can be gone on with;
 * then kills the writer that goes on. {@link FaultyStorage} says what a disk may hold. Set {@code sweep=full} to try
 * many outcomes of each; the seed of all that is random is {@code seed}, 1 by default. {@link LogUpkeepCrashTest}
 * does the same to what packs and drops segments.
 */
class LogCrashTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final long SEED = Long.getLong("seed", 1);
    /** Operations of which the outcome is tried, of one workload and one way to crash. */
    private static final int CASES_MAX = FULL ? Integer.MAX_VALUE : 14;

    /** So many operations are all tried: a log is begun but once. */
    private static final int CASES_AT_BEGIN = 6;

    private static final int OUTCOMES = FULL ? 6 : 1;
    private static final int SECOND_CRASHES = FULL ? 8 : 4;

    @TempDir
    private Path folder;

    /** What is written, in several rounds, each closed or left. */
    private enum Workload {
        RUN_IN_SEGMENTS(LogUse.RUN, true, 512, 2_500, Durability.FSYNC, Visibility.SYNC, false, 1_500),
        RUN_IN_SEGMENTS_FOR_THE_SYSTEM(LogUse.RUN, true, 1024, 2_500, Durability.OS, Visibility.SYNC, false, 1_500),
        RUN_SEEN_AT_ONCE(LogUse.RUN, true, 512, 2_500, Durability.FSYNC, Visibility.APPEND, false, 1_500),
        RUN_SEEN_AT_ONCE_FOR_THE_SYSTEM(LogUse.RUN, true, 512, 2_500, Durability.OS, Visibility.APPEND, false, 1_500),
        STREAMS_IN_ONE_FILE(LogUse.STREAMS, false, 1024, 2_500, Durability.FSYNC, Visibility.SYNC, false, 3_000),
        STREAMS_SEEN_AT_ONCE_FOR_THE_SYSTEM(
                LogUse.STREAMS, false, 512, 2_500, Durability.OS, Visibility.APPEND, false, 1_500),
        MESSAGES_OF_ONE_LENGTH(LogUse.STREAMS, false, 512, 2_500, Durability.FSYNC, Visibility.APPEND, true, 0),
        MESSAGES_OF_ONE_LENGTH_IN_SEGMENTS(LogUse.RUN, true, 4096, 5_000, Durability.FSYNC, Visibility.SYNC, true, 0),
        LARGE_MESSAGES(LogUse.STREAMS, true, 65536, 400_000, Durability.FSYNC, Visibility.SYNC, false, 300_000);

        private final CrashSession.Form form;

        Workload(
                LogUse use,
                boolean segmented,
                int intervalBytes,
                int segmentBytes,
                Durability durability,
                Visibility visibility,
                boolean uniform,
                int payloadMax) {
            LogSettings settings = LogSettings.of(durability)
                    .withIntervalBytes(intervalBytes)
                    .withSegmentBytes(segmentBytes)
                    .withVisibility(visibility);
            form = new CrashSession.Form(use, segmented, settings, uniform, payloadMax);
        }

        void run(CrashSession session, SplittableRandom random) throws IOException {
            session.create();
            for (int round = 0; round < 3; round++) {
                session.write(4 + random.nextInt(12));
                if (random.nextInt(3) == 0) {
                    session.close();
                } else {
                    if (random.nextBoolean()) {
                        session.sync();
                    }
                    session.abandon();
                }
                session.resume();
            }
            session.write(4 + random.nextInt(12));
            session.close();
        }
    }

    /** How a writer ends. */
    private enum Crash {
        PROCESS,
        POWER,
        /** A process is killed, the next one goes on, and then the power fails. */
        PROCESS_THEN_POWER
    }

    @ParameterizedTest
    @EnumSource
    void nothingReportedDurableIsLostWithTheProcess(Workload workload) throws IOException {
        crashEverywhere(workload, Crash.PROCESS);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*_FOR_THE_SYSTEM")
    void nothingReportedDurableIsLostWithThePower(Workload workload) throws IOException {
        crashEverywhere(workload, Crash.POWER);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*_FOR_THE_SYSTEM")
    void nothingReportedDurableIsLostWithTheProcessAndThenThePower(Workload workload) throws IOException {
        crashEverywhere(workload, Crash.PROCESS_THEN_POWER);
    }

    /** A frame that was cut off must not follow a new one of the same length as the lost one before it. */
    @Test
    void whatWasCutDoesNotComeBack() throws IOException {
        Path file = Files.createDirectory(folder.resolve("first")).resolve("a.tape");
        LogSettings settings = LogSettings.of(Durability.FSYNC).withVisibility(Visibility.APPEND);
        FaultyStorage storage = new FaultyStorage(file.getParent());
        LogWriter writer =
                LogWriter.createFile(file, LogUse.STREAMS, RandomLog.id(SEED), settings, new Machine(storage, () -> 0));
        append(writer, "one");
        writer.sync();
        append(writer, "two");
        int two = storage.operations() - 1;
        append(writer, "3rd");
        writer.abandon();
        Path left = Files.createDirectory(folder.resolve("second")).resolve("a.tape");
        FaultyStorage.write(storage.journal().losing(two).files(), left.getParent());
        assertEquals(1, RandomLog.read(left).size());

        FaultyStorage next = new FaultyStorage(left.getParent());
        LogWriter resumed = LogWriter.resumeFile(left, settings, new Machine(next, () -> 0));
        int cut = next.operations() - 1;
        while (!(next.journal().operation(cut) instanceof StorageJournal.Operation.Truncate)) {
            cut--;
        }
        append(resumed, "new");
        resumed.abandon();
        Path last = Files.createDirectory(folder.resolve("third")).resolve("a.tape");
        FaultyStorage.write(next.journal().losing(cut).files(), last.getParent());
        assertEquals(2, RandomLog.read(last).size());
    }

    private static void append(LogWriter writer, String payload) throws IOException {
        long ordinal = writer.ordinal() + 1;
        EncodedMessage message =
                new EncodedMessage(new StreamKey("s"), 0, ordinal, 0, PayloadEncoding.TEXT, Bytes.utf8(payload));
        writer.append(ordinal, 0, message, Value.NULL);
    }

    @Test
    void theNamesOfTheFoldersThatAreMadeAreForced() throws IOException {
        Path log = folder.resolve("a").resolve("b");
        FaultyStorage storage = new FaultyStorage(log);
        LogSettings settings = LogSettings.of(Durability.FSYNC);
        LogWriter.create(log, LogUse.RUN, RandomLog.id(SEED), settings, new Machine(storage, () -> 0))
                .close();
        assertEquals(Set.of(folder, folder.resolve("a")), Set.copyOf(storage.forcedElsewhere()));
    }

    private void crashEverywhere(Workload workload, Crash crash) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED * 31 + workload.ordinal());
        Path written = Files.createDirectory(folder.resolve("written"));
        FaultyStorage storage = new FaultyStorage(written);
        CrashSession session =
                new CrashSession(storage, written, workload.form, random.nextLong(), List.of(), 0, false);
        workload.run(session, random);
        assertRead(workload.form, written, session.now().appended());
        int operations = storage.operations();
        int step = Math.max(1, operations / CASES_MAX);
        int sampled = Math.floorMod(SEED, step);
        for (int at = 0; at <= operations; at++) {
            if (at >= CASES_AT_BEGIN && at % step != sampled) {
                continue;
            }
            for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                String what = workload + ", " + crash + " crash at operation " + at + " of " + operations + ", outcome "
                        + outcome;
                SplittableRandom fate = new SplittableRandom(
                        ((SEED * 31 + workload.ordinal()) * 31 + crash.ordinal()) * 1_000_003 + at * 1009L + outcome);
                new Case(workload.form, crash, fate, folder, what).run(storage.journal(), session, at);
            }
        }
    }

    /** One crash, the writer that goes on behind it, and the crashes of that one. */
    private record Case(CrashSession.Form form, Crash crash, SplittableRandom random, Path folder, String what) {
        void run(StorageJournal journal, CrashSession session, int at) throws IOException {
            String place = what;
            try {
                Path after = emptied("after");
                CrashSession.Moment moment = session.at(at);
                StorageJournal left = left(journal, at);
                Map<String, byte[]> files = crash == Crash.POWER ? left.afterPowerLoss(random) : withZerosAhead(left);
                FaultyStorage.write(files, after);
                List<RandomLog.Written> present = assertHolds(after, moment, tornMark(journal, at));
                boolean pending = crash == Crash.PROCESS_THEN_POWER;
                FaultyStorage storage = pending ? new FaultyStorage(after, left) : new FaultyStorage(after);
                int begin = storage.operations();
                boolean begun = isThere(after);
                CrashSession next = new CrashSession(
                        storage,
                        after,
                        form,
                        random.nextLong(),
                        present,
                        pending ? moment.durable() : present.size(),
                        pending ? moment.begun() : begun);
                goOn(after, next, begun);
                for (int i = 0; i < SECOND_CRASHES; i++) {
                    // Half of them soon: what goes on with a log is done in the first few operations.
                    int room = storage.operations() - begin + 1;
                    int second = begin + random.nextInt(i % 2 == 0 ? room : Math.min(room, 12));
                    place = what + ", second crash at " + second + " of " + begin + " to " + storage.operations();
                    crashAgain(storage.journal(), next, second, tornMark(journal, at));
                }
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("-Dseed=" + SEED + " " + place + ": " + e.getMessage(), e);
            }
        }

        private void crashAgain(StorageJournal journal, CrashSession session, int at, boolean tornBefore)
                throws IOException {
            Path after = emptied("after second");
            boolean process = crash == Crash.PROCESS;
            StorageJournal left = process ? killed(journal, at) : untilPowerLoss(journal, at);
            FaultyStorage.write(process ? left.files() : left.afterPowerLoss(random), after);
            boolean torn = tornBefore || process && isMark(journal, at);
            List<RandomLog.Written> present = assertHolds(after, session.at(at), torn);
            if (random.nextInt(3) == 0) {
                boolean begun = isThere(after);
                FaultyStorage storage = new FaultyStorage(after);
                goOn(
                        after,
                        new CrashSession(storage, after, form, random.nextLong(), present, present.size(), begun),
                        begun);
            }
        }

        /** One of the folders that all cases share: making and removing folders is what would take most time. */
        private Path emptied(String name) throws IOException {
            Path emptied = Files.createDirectories(folder.resolve(name));
            try (Stream<Path> files = Files.list(emptied)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            return emptied;
        }

        private StorageJournal left(StorageJournal journal, int at) {
            return switch (crash) {
                case POWER -> untilPowerLoss(journal, at);
                case PROCESS -> killed(journal, at);
                // A mark that was torn is damage until it is written over; here the second crash is of interest.
                case PROCESS_THEN_POWER -> isMark(journal, at) ? journal.first(at) : killed(journal, at);
            };
        }

        private StorageJournal untilPowerLoss(StorageJournal journal, int at) {
            return journal.first(Math.min(journal.size(), at + random.nextInt(2)));
        }

        private StorageJournal killed(StorageJournal journal, int at) {
            return at == journal.size() ? journal.first(at) : journal.killedIn(at, random);
        }

        private boolean tornMark(StorageJournal journal, int at) {
            return crash == Crash.PROCESS && isMark(journal, at);
        }

        private static boolean isMark(StorageJournal journal, int at) {
            return at < journal.size()
                    && journal.operation(at) instanceof StorageJournal.Operation.Write write
                    && write.isMark();
        }

        /** What is written through memory leaves zeros ahead of it when the process is killed. */
        private Map<String, byte[]> withZerosAhead(StorageJournal journal) {
            TreeMap<String, byte[]> files = journal.files();
            boolean mapped = crash == Crash.PROCESS && form.settings().visibility() == Visibility.APPEND;
            if (mapped && !files.isEmpty() && random.nextBoolean()) {
                String last = files.lastKey();
                if (last.endsWith(".tape") && journal.mayBeFilledAhead(last)) {
                    files.computeIfPresent(
                            last, (name, bytes) -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1500)));
                }
            }
            return files;
        }

        private boolean isThere(Path folder) throws IOException {
            return form.segmented() ? !LogFolder.segments(folder).isEmpty() : Files.exists(form.log(folder));
        }

        /** All that was durable is there, in order, and nothing that was not appended; nothing is called damaged. */
        private List<RandomLog.Written> assertHolds(Path folder, CrashSession.Moment moment, boolean tornMark)
                throws IOException {
            if (!isThere(folder)) {
                assertFalse(moment.begun(), "there is no log");
                return List.of();
            }
            List<RandomLog.Written> present = RandomLog.read(form.log(folder), CrashSession.RUN_START);
            assertTrue(
                    present.size() >= moment.durable(),
                    () -> present.size() + " records of " + moment.durable() + " that were durable");
            assertTrue(present.size() <= moment.appended().size(), "more records than were appended");
            assertEquals(moment.appended().subList(0, present.size()), present);
            LogVerifier.Report report = LogVerifier.verify(form.log(folder));
            if (!tornMark || report.damages().stream().noneMatch(d -> d.kind() == Damage.Kind.MARK)) {
                assertUnfinishedAtMost(report);
            }
            return present;
        }

        private static void assertUnfinishedAtMost(LogVerifier.Report report) {
            for (LogVerifier.Segment segment : report.segments()) {
                boolean last = segment.equals(report.segments().getLast());
                assertTrue(
                        segment.damages().isEmpty()
                                || last
                                        && segment.damages().size() == 1
                                        && segment.damages().getFirst().kind() == Damage.Kind.UNFINISHED,
                        report::toString);
            }
        }

        /** Goes on with the log, or begins it; what was present stays, and what is appended follows. */
        private void goOn(Path folder, CrashSession session, boolean begun) throws IOException {
            if (begun) {
                session.resume();
            } else {
                session.create();
            }
            session.write(1 + random.nextInt(5));
            session.close();
            assertRead(form, folder, session.now().appended());
        }
    }

    /** A log that was closed is intact, holds these records, and finds each of them. */
    private static void assertRead(CrashSession.Form form, Path folder, List<RandomLog.Written> written)
            throws IOException {
        Path log = form.log(folder);
        assertEquals(written, RandomLog.read(log, CrashSession.RUN_START));
        LogVerifier.Report report = LogVerifier.verify(log);
        assertTrue(report.intact(), report::toString);
        List<LogRecord.MessageRecord> messages = written.stream()
                .map(RandomLog.Written::record)
                .filter(LogRecord.MessageRecord.class::isInstance)
                .map(LogRecord.MessageRecord.class::cast)
                .toList();
        long last = messages.isEmpty() ? 0 : messages.getLast().ordinal();
        assertEquals(last, report.messages());
        assertStreams(log, messages);
        for (int i = 0; i < messages.size(); i += 1 + messages.size() / 2) {
            assertFound(log, messages.get(i));
        }
    }

    private static void assertFound(Path log, LogRecord.MessageRecord sought) throws IOException {
        EncodedMessage content = sought.message();
        try (LogReader reader = LogReader.open(log)) {
            reader.seekSequence(content.stream(), content.shard(), content.sequence());
            assertTrue(reader.next(), content.place());
            assertEquals(sought, reader.record());
            reader.seekOrdinal(sought.ordinal());
            assertTrue(reader.next(), content.place());
            assertEquals(sought, reader.record());
        }
    }

    /** The end record tells of all streams of the log, and so does the head of each segment but the first. */
    private static void assertStreams(Path log, List<LogRecord.MessageRecord> messages) throws IOException {
        CrashStreams streams = new CrashStreams();
        try (LogReader reader = LogReader.open(log)) {
            while (reader.next()) {
                streams.pass(reader.record(), reader.position());
            }
        }
        assertEquals(messages.size(), streams.messagesRead());
    }
}
