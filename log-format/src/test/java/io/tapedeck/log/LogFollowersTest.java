package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several processes read while another one writes: each sees every record, once and whole. */
class LogFollowersTest {
    private static final long SEED = Long.getLong("seed", 3);
    private static final int FOLLOWERS = 3;
    private static final int RECORDS = 3_000;

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    /** How a log is written: segments in a folder, or one file; seen by record or by sync. */
    private static LogWriter create(Path log, Visibility visibility) throws IOException {
        LogSettings settings = LogSettings.of(Durability.OS)
                .withIntervalBytes(1024)
                .withSegmentBytes(300_000)
                .withVisibility(visibility);
        return log.toString().endsWith(".tape")
                ? LogWriter.createFile(log, LogUse.RUN, RandomLog.id(SEED), settings)
                : LogWriter.create(log, LogUse.RUN, RandomLog.id(SEED), settings);
    }

    private static RandomLog records() {
        return new RandomLog(SEED, LogUse.RUN, 7, 9_000, true);
    }

    /** Writes, and ends when it is told to: followers are to see all before. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            Visibility visibility = Visibility.valueOf(arguments[1]);
            try (LogWriter writer = create(Path.of(arguments[0]), visibility)) {
                System.out.println("begun");
                System.in.read();
                records().write(writer, RECORDS);
                if (visibility == Visibility.SYNC) {
                    writer.sync();
                }
                System.out.println("written");
                System.in.read();
            }
        }
    }

    /** Is there before the first record, reads as many as there are to be, and says what it saw. */
    static final class Follower {
        private Follower() {}

        public static void main(String[] arguments) throws Exception {
            CRC32C seen = new CRC32C();
            try (LogReader reader = LogReader.open(Path.of(arguments[0]))) {
                System.out.println("reading");
                for (int read = 0; read < Integer.parseInt(arguments[1]); ) {
                    if (!reader.next()) {
                        Thread.onSpinWait();
                    } else if (isGiven(reader.record())) {
                        add(seen, reader.record(), reader.position());
                        read++;
                    }
                }
            }
            System.out.println(seen.getValue());
        }
    }

    private static boolean isGiven(LogRecord record) {
        return !(record instanceof LogRecord.StreamStart) && !(record instanceof LogRecord.SegmentEnd);
    }

    private static void add(CRC32C seen, LogRecord record, LogPosition position) {
        seen.update((record + " at " + position).getBytes(StandardCharsets.UTF_8));
        if (record instanceof LogRecord.MessageRecord message) {
            seen.update(message.message().payload().toByteArray());
        }
    }

    private Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dseed=" + SEED,
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    @ParameterizedTest
    @CsvSource({"log, SYNC", "log, APPEND", "a.tape, APPEND"})
    @Timeout(120)
    void eachSeesEveryRecordOnceAndWhole(String name, Visibility visibility) throws Exception {
        Path log = folder.resolve(name);
        List<RandomLog.Written> expected = write(folder.resolve("expected-" + name), visibility);
        CRC32C whole = new CRC32C();
        expected.forEach(one -> add(whole, one.record(), one.position()));
        try {
            Process writer = start(Writer.class, log.toString(), visibility.name());
            BufferedReader words = writer.inputReader();
            assertEquals("begun", words.readLine());
            List<Process> followers = new ArrayList<>();
            for (int i = 0; i < FOLLOWERS; i++) {
                followers.add(start(Follower.class, log.toString(), String.valueOf(expected.size())));
            }
            for (Process follower : followers) {
                assertEquals("reading", follower.inputReader().readLine());
            }
            goOn(writer);
            for (Process follower : followers) {
                String saw = follower.inputReader().readLine();
                assertTrue(saw != null && saw.equals(String.valueOf(whole.getValue())), () -> "saw " + saw);
            }
            assertEquals("written", words.readLine());
            assertTrue(writer.isAlive(), "the followers saw all before the writer ended");
            goOn(writer);
            assertTrue(writer.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, writer.exitValue());
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        LogVerifier.Report report = LogVerifier.verify(log);
        assertTrue(report.intact(), report::toString);
    }

    private static void goOn(Process writer) throws IOException {
        writer.outputWriter().append("\n").flush();
    }

    /** What a log holds that is written while nobody reads. */
    private static List<RandomLog.Written> write(Path log, Visibility visibility) throws IOException {
        RandomLog records = records();
        try (LogWriter writer = create(log, visibility)) {
            records.write(writer, RECORDS);
        }
        assertEquals(records.written, RandomLog.read(log));
        // As they were read: equal values may have different texts.
        return RandomLog.read(log);
    }
}
