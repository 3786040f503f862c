package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCompactorTest {
    private static final long SEED = 12;
    private static final LogSettings SETTINGS =
            LogSettings.of(Durability.OS).withIntervalBytes(1024).withSegmentBytes(3_000);

    @TempDir
    private Path folder;

    private final RandomLog log = new RandomLog(SEED, LogUse.RUN, 3, 500, true);

    private Path write() throws IOException {
        Path path = folder.resolve("log");
        try (LogWriter writer = LogWriter.create(path, LogUse.RUN, RandomLog.id(SEED), SETTINGS)) {
            log.write(writer, 150);
        }
        return path;
    }

    private static LogCompactor.Report pack(Path log) throws IOException {
        return LogCompactor.pack(log, new DeflateCodec(), 6, LogProgress.NONE);
    }

    private static List<byte[]> bytes(Path log) throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        for (Path file : LogFolder.segments(log)) {
            bytes.add(Files.readAllBytes(file));
        }
        return bytes;
    }

    private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "segment " + i);
        }
    }

    @Test
    void unpackingGivesTheSameBytesBack() throws IOException {
        Path path = write();
        List<byte[]> before = bytes(path);
        LogCompactor.Report packed = pack(path);
        assertEquals(before.size(), packed.segments());
        assertEquals(0, packed.skipped());
        assertEquals(before.stream().mapToLong(one -> one.length).sum(), packed.bytesBefore());
        assertEquals(LogProgress.bytesTotal(LogFolder.segments(path)), packed.bytesAfter());
        assertEquals(log.written, RandomLog.read(path));
        assertTrue(LogVerifier.verify(path).intact());
        LogCompactor.Report unpacked = LogCompactor.unpack(path, LogProgress.NONE);
        assertEquals(before.size(), unpacked.segments());
        assertSame(before, bytes(path));
    }

    @Test
    void whatIsAsWantedIsSkipped() throws IOException {
        Path path = write();
        assertEquals(0, LogCompactor.unpack(path, LogProgress.NONE).segments());
        pack(path);
        List<byte[]> packed = bytes(path);
        LogCompactor.Report again = pack(path);
        assertEquals(0, again.segments());
        assertEquals(packed.size(), again.skipped());
        assertSame(packed, bytes(path));
    }

    @Test
    void aReaderThatHasTheFilesOpenGoesOn() throws IOException {
        Path path = write();
        try (LogReader reader = LogReader.open(path)) {
            List<RandomLog.Written> read = new ArrayList<>();
            while (reader.next()) {
                if (read.size() == 20) {
                    pack(path);
                } else if (read.size() == 60) {
                    LogCompactor.unpack(path, LogProgress.NONE);
                }
                if (!(reader.record() instanceof LogRecord.StreamStart)
                        && !(reader.record() instanceof LogRecord.SegmentEnd)) {
                    read.add(new RandomLog.Written(reader.record(), reader.position()));
                }
            }
            assertEquals(log.written, read);
        }
    }

    @Test
    void damagedSegmentsAreLeftAlone() throws IOException {
        Path path = write();
        List<Path> files = LogFolder.segments(path);
        byte[] damaged = Files.readAllBytes(files.get(1));
        damaged[700] ^= 1;
        Files.write(files.get(1), damaged);
        byte[] headless = Files.readAllBytes(files.get(2));
        headless[40] ^= 1;
        Files.write(files.get(2), headless);
        LogCompactor.Report report = pack(path);
        assertEquals(files.size() - 2, report.segments());
        assertEquals(2, report.skipped());
        assertArrayEquals(damaged, Files.readAllBytes(files.get(1)));
        assertArrayEquals(headless, Files.readAllBytes(files.get(2)));
    }

    @Test
    void aDamagedPackedSegmentIsNotUnpacked() throws IOException {
        Path path = write();
        pack(path);
        Path second = LogFolder.segments(path).get(1);
        byte[] damaged = Files.readAllBytes(second);
        damaged[damaged.length / 2] ^= 1;
        Files.write(second, damaged);
        assertEquals(1, LogCompactor.unpack(path, LogProgress.NONE).skipped());
        assertArrayEquals(damaged, Files.readAllBytes(second));
    }

    @Test
    void anUnfinishedSegmentIsLeftAlone() throws IOException {
        Path file = folder.resolve("a.tape");
        LogWriter writer = LogWriter.createFile(file, LogUse.RUN, RandomLog.id(SEED), SETTINGS);
        log.write(writer, 20);
        writer.sync();
        byte[] live = Files.readAllBytes(file);
        assertThrows(LogException.Locked.class, () -> pack(file));
        assertArrayEquals(live, Files.readAllBytes(file));
        writer.abandon();
        assertEquals(1, pack(file).skipped());
        assertArrayEquals(live, Files.readAllBytes(file));
    }

    @Test
    void aSegmentThatItsWriterHasIsLeftAloneAndTheOthersArePacked() throws IOException {
        Path path = folder.resolve("live");
        try (LogWriter writer = LogWriter.create(path, LogUse.RUN, RandomLog.id(SEED), SETTINGS)) {
            log.write(writer, 100);
            writer.sync();
            int segments = LogFolder.segments(path).size();
            assertEquals(segments - 1, pack(path).segments());
            log.write(writer, 50);
        }
        assertEquals(log.written, RandomLog.read(path));
        assertTrue(LogVerifier.verify(path).intact());
    }

    @Test
    void onePacksAtATimeAndNobodyGoesOnWithAFileMeanwhile() throws IOException {
        Path path = write();
        try (WriterLock _ = LogFolder.lockUpkeep(path)) {
            assertThrows(LogException.Locked.class, () -> pack(path));
            assertThrows(LogException.Locked.class, () -> LogCompactor.unpack(path, LogProgress.NONE));
            LogWriter.resume(path, Optional.empty(), SETTINGS).close();
        }
        assertTrue(pack(path).segments() > 0);
        Path file = folder.resolve("one.tape");
        LogWriter.createFile(file, LogUse.STREAMS, RandomLog.id(SEED), SETTINGS).close();
        try (WriterLock _ = LogFolder.lockUpkeep(file)) {
            assertThrows(LogException.Locked.class, () -> LogWriter.resumeFile(file, SETTINGS));
        }
        try (LogWriter _ = LogWriter.resumeFile(file, SETTINGS)) {
            assertThrows(LogException.Locked.class, () -> pack(file));
        }
    }
}
