package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets every operation of a workload fail in turn, as a full disk does, and asks that the writer says so, takes nothing
 * more, and leaves a log that opens with all that was durable and can be gone on with. The seed is {@code seed}, 1 by
 * default; {@code sweep=full} tries several workloads.
 */
class LogFailureTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final long SEED = Long.getLong("seed", 1);

    /** Of so many operations one fails. */
    private static final int STEP = FULL ? 1 : 7;

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "RUN, true, FSYNC, SYNC, ONCE", "RUN, true, FSYNC, APPEND, FROM_THEN_ON", "RUN, true, OS, APPEND, ONCE",
        "STREAMS, true, OS, SYNC, FROM_THEN_ON", "STREAMS, false, FSYNC, SYNC, ONCE", "STREAMS, false, OS, APPEND, ONCE"
    })
    void whatFailsIsSaidAndNothingDurableIsLost(
            LogUse use, boolean segmented, Durability durability, Visibility visibility, FaultyStorage.Failure failure)
            throws IOException {
        LogSettings settings = LogSettings.of(durability)
                .withIntervalBytes(512)
                .withSegmentBytes(3_000)
                .withVisibility(visibility);
        CrashSession.Form form = new CrashSession.Form(use, segmented, settings, false, 1_500);
        for (long seed = SEED; seed < SEED + (FULL ? 20 : 1); seed++) {
            int at = Math.floorMod(seed, STEP);
            while (failAt(form, failure, at, seed)) {
                at += STEP;
            }
            assertTrue(at > 20, "so many operations failed: " + at);
        }
    }

    /** Tries once; false where the workload ends before operation {@code at}. */
    private boolean failAt(CrashSession.Form form, FaultyStorage.Failure failure, int at, long seed)
            throws IOException {
        String what = "-Dseed=" + seed + " " + form + " fails " + failure + " at operation " + at;
        Path folder = Files.createDirectory(root.resolve(seed + "-" + at));
        FaultyStorage storage =
                new FaultyStorage(folder, Machine.real(form.settings()).storage());
        storage.failAt(at, failure, seed * 31 + at);
        CrashSession session = new CrashSession(storage, folder, form, seed, List.of(), 0, false);
        try {
            run(session, new SplittableRandom(seed));
            assertFalse(storage.failed(), "the failure of operation " + at + " was not reported");
            return false;
        } catch (IOException e) {
            try {
                assertTrue(e.getMessage().endsWith(FaultyStorage.FAILURE_MESSAGE), e::toString);
                assertUnusable(session);
                assertEquals(0, storage.openOutputs(), "files that are still open");
                assertOpens(form, folder, session, storage);
            } catch (AssertionError | IOException | RuntimeException again) {
                throw new AssertionError(what + ": " + again.getMessage(), again);
            }
        } catch (RuntimeException e) {
            throw new AssertionError(what + ": " + e.getMessage(), e);
        }
        return true;
    }

    private static void run(CrashSession session, SplittableRandom random) throws IOException {
        session.create();
        for (int round = 0; round < 2; round++) {
            session.write(5 + random.nextInt(10));
            if (random.nextBoolean()) {
                session.close();
            } else {
                session.abandon();
            }
            session.resume();
        }
        session.write(20);
        session.close();
    }

    /** Nothing more is taken, for the same reason each time; closing is quiet. */
    private static void assertUnusable(CrashSession session) throws IOException {
        if (session.lastWriter().isEmpty()) {
            return;
        }
        LogWriter writer = session.lastWriter().get();
        assertThrows(IOException.class, writer::sync);
        assertThrows(IOException.class, () -> writer.append(CrashSession.RUN_START));
        writer.close();
        writer.close();
    }

    /** The records are those that were appended, and perhaps the one at which the writer failed. */
    private static void assertAppended(
            List<RandomLog.Written> present, List<RandomLog.Written> appended, Optional<LogRecord> attempted) {
        int sure = Math.min(present.size(), appended.size());
        assertEquals(appended.subList(0, sure), present.subList(0, sure));
        if (present.size() > sure) {
            assertEquals(sure + 1, present.size());
            assertEquals(attempted, Optional.of(present.getLast().record()));
        }
    }

    private static void assertOpens(CrashSession.Form form, Path folder, CrashSession session, FaultyStorage storage)
            throws IOException {
        CrashSession.Moment moment = session.now();
        Path log = form.log(folder);
        boolean begun = form.segmented() ? !LogFolder.segments(folder).isEmpty() : Files.exists(log);
        assertTrue(begun || !moment.begun(), "there is no log");
        List<RandomLog.Written> present = begun ? RandomLog.read(log, CrashSession.RUN_START) : List.of();
        assertTrue(present.size() >= moment.durable(), "lost what was durable");
        assertAppended(present, moment.appended(), session.attempted());
        CrashSession next = new CrashSession(
                new FaultyStorage(folder), folder, form, storage.operations(), present, present.size(), begun);
        if (begun) {
            next.resume();
        } else {
            next.create();
        }
        next.write(5);
        next.close();
        assertEquals(next.now().appended(), RandomLog.read(log, CrashSession.RUN_START));
        LogVerifier.Report report = LogVerifier.verify(log);
        assertTrue(report.intact(), report::toString);
    }
}
