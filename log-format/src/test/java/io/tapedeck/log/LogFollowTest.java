package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads while another process writes. */
class LogFollowTest {
    @TempDir
    private Path folder;

    /** The other process: writes the log of a seed, with many small syncs and segments. */
    static final class OtherWriter {
        private OtherWriter() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            int count = Integer.parseInt(arguments[1]);
            LogSettings settings =
                    LogSettings.of(Durability.OS).withIntervalBytes(1024).withSegmentBytes(200_000);
            try (LogWriter writer = LogWriter.create(folder, LogUse.RUN, RandomLog.id(1), settings)) {
                System.out.println("writing");
                RandomLog log = new RandomLog(1, LogUse.RUN, 7, 20_000, true);
                for (int i = 0; i < count; i += 100) {
                    log.write(writer, 100);
                }
                if (arguments.length > 2) {
                    writer.sync();
                    System.out.println("waiting");
                    System.in.read();
                }
            }
        }
    }

    private Process start(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 5];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command[1] = "-XX:TieredStopAtLevel=1";
        command[2] = "-cp";
        command[3] = System.getProperty("java.class.path");
        command[4] = OtherWriter.class.getName();
        System.arraycopy(arguments, 0, command, 5, arguments.length);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    @Timeout(60)
    void aFollowerReadsEveryRecordOnceAndWhole() throws Exception {
        int count = 4000;
        Path expectedFolder = folder.resolve("expected");
        RandomLog expected = new RandomLog(1, LogUse.RUN, 7, 20_000, true);
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(1024).withSegmentBytes(200_000);
        try (LogWriter writer = LogWriter.create(expectedFolder, LogUse.RUN, RandomLog.id(1), settings)) {
            for (int i = 0; i < count; i += 100) {
                expected.write(writer, 100);
            }
        }
        Path growing = folder.resolve("growing");
        Process writer = start(growing.toString(), String.valueOf(count));
        try {
            assertEquals('w', writer.getInputStream().read());
            follow(growing, expected);
            assertTrue(writer.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, writer.exitValue());
        } finally {
            writer.destroyForcibly();
        }
        assertTrue(LogVerifier.verify(growing).intact());
    }

    private static void follow(Path growing, RandomLog expected) throws Exception {
        int read = 0;
        SplittableRandom random = new SplittableRandom(1);
        try (LogReader reader = LogReader.open(growing);
                LogReader seeker = LogReader.open(growing)) {
            while (read < expected.written.size()) {
                if (!reader.next()) {
                    Thread.sleep(1);
                    continue;
                }
                if (reader.record() instanceof LogRecord.StreamStart
                        || reader.record() instanceof LogRecord.SegmentEnd) {
                    continue;
                }
                RandomLog.Written next = expected.written.get(read++);
                assertEquals(next.record(), reader.record());
                assertEquals(next.position(), reader.position());
                if (random.nextInt(50) == 0 && next.record() instanceof LogRecord.MessageRecord message) {
                    seeker.seekSequence(
                            message.message().stream(),
                            message.message().shard(),
                            message.message().sequence());
                    assertTrue(seeker.next());
                    assertEquals(message.message(), ((LogRecord.MessageRecord) seeker.record()).message());
                }
            }
        }
    }

    @Test
    @Timeout(60)
    void theLockOfAProcessEndsWithIt() throws Exception {
        Process writer = start(folder.toString(), "100", "wait");
        try {
            while (writer.getInputStream().read() != 'a') {
                // Its words are "writing" and "waiting"; what counts is the second.
            }
            assertTrue(WriterLock.held(folder.resolve("writer.lock")));
            assertTrue(WriterLock.tryAcquire(folder.resolve("writer.lock")).isEmpty());
            LogVerifier.Report report = LogVerifier.verify(folder);
            assertTrue(report.intact(), report::toString);
            assertTrue(report.segments().getLast().live());
        } finally {
            writer.destroyForcibly().waitFor();
        }
        assertFalse(WriterLock.held(folder.resolve("writer.lock")));
        LogVerifier.Report report = LogVerifier.verify(folder);
        assertEquals(Damage.Kind.UNFINISHED, report.damages().getLast().kind());
        LogWriter.resume(folder, Optional.empty(), LogSettings.of(Durability.OS))
                .close();
        assertTrue(LogVerifier.verify(folder).intact());
    }

    @Test
    void aFollowerGoesOnWhereAnotherWriterCutOffTheEndRecord() throws IOException {
        Path file = folder.resolve("a.tape");
        LogSettings settings =
                LogSettings.of(Durability.OS).withIntervalBytes(512).withSegmentBytes(Long.MAX_VALUE);
        RandomLog log = new RandomLog(2, LogUse.STREAMS, 2, 300, true);
        try (LogWriter writer = LogWriter.createFile(file, LogUse.STREAMS, RandomLog.id(2), settings)) {
            log.write(writer, 10);
        }
        try (LogReader reader = LogReader.open(file)) {
            int read = 0;
            for (int round = 0; round < 20; round++) {
                while (reader.next()) {
                    if (reader.record() instanceof LogRecord.MessageRecord message) {
                        assertEquals(log.written.get(read++).record(), message);
                    }
                }
                assertEquals(log.written.size(), read);
                try (LogWriter writer = LogWriter.resumeFile(file, settings)) {
                    log.write(writer, 5);
                }
            }
        }
        assertTrue(Files.exists(file));
    }
}
