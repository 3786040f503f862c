package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the verifier says of some damages, and of many at once; {@link LogDamageTest} damages in every way. The seed of
 * what is random is {@code seed}, 1 by default; {@code sweep=full} tries more.
 */
class LogVerifierTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final long SEED = Long.getLong("seed", 1);

    @TempDir
    private Path folder;

    /** A log with its bytes, as it was written. */
    private record Original(byte[] bytes, List<LogRecord.MessageRecord> messages, Set<LogRecord> records) {}

    private Original write(int intervalBytes, int count, boolean sealed) throws IOException {
        Path file = folder.resolve("original.tape");
        RandomLog log = new RandomLog(SEED, LogUse.RUN, 4, 2000, true);
        LogWriter writer = LogWriter.createFile(
                file,
                LogUse.RUN,
                RandomLog.id(SEED),
                LogSettings.of(Durability.OS).withIntervalBytes(intervalBytes).withSegmentBytes(Long.MAX_VALUE));
        log.write(writer, count);
        writer.sync();
        byte[] unsealed = Files.readAllBytes(file);
        writer.close();
        byte[] bytes = sealed ? Files.readAllBytes(file) : unsealed;
        Files.delete(file);
        Set<LogRecord> records = new HashSet<>();
        log.written.forEach(written -> records.add(written.record()));
        return new Original(bytes, log.messages(), records);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 4096})
    void anIntactLogIsIntact(int interval) throws IOException {
        Original original = write(interval, 120, true);
        LogVerifier.Report report = verify(original.bytes);
        assertEquals(List.of(), report.damages());
        assertTrue(report.intact());
        assertEquals(original.messages.getLast().ordinal(), report.durableTo());
        assertEquals(0, report.messagesLost());
    }

    @Test
    void aCutAboveTheMarkIsUnfinished() throws IOException {
        Original original = write(1024, 60, false);
        long durableTo = verify(original.bytes).segments().getFirst().durableTo();
        assertEquals(original.bytes.length, durableTo);
        byte[] longer = Arrays.copyOf(original.bytes, original.bytes.length + 100);
        for (byte[] bytes : List.of(original.bytes, longer)) {
            List<Damage> damages = verify(bytes).damages();
            assertEquals(1, damages.size());
            assertEquals(new Damage(durableTo, bytes.length - durableTo, Damage.Kind.UNFINISHED), damages.getFirst());
        }
    }

    @Test
    void whatFollowsTheEndRecordIsGarbage() throws IOException {
        Original original = write(1024, 60, true);
        int length = original.bytes.length;
        for (int more : new int[] {1, 8, 100, 1000}) {
            byte[] longer = Arrays.copyOf(original.bytes, length + more);
            assertEquals(
                    List.of(new Damage(length, more, Damage.Kind.GARBAGE)),
                    verify(longer).damages());
            System.arraycopy(original.bytes, length - Math.min(more, length), longer, length, Math.min(more, length));
            assertEquals(
                    List.of(new Damage(length, more, Damage.Kind.GARBAGE)),
                    verify(longer).damages());
        }
    }

    @Test
    void randomDamageNeverThrowsNorInvents() throws IOException {
        Original original = write(1024, 120, true);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < (FULL ? 5000 : 200); i++) {
            byte[] damaged =
                    Arrays.copyOf(original.bytes, original.bytes.length - random.nextInt(4) * random.nextInt(500));
            for (int j = random.nextInt(6); j >= 0; j--) {
                int from = random.nextInt(damaged.length);
                int length = Math.min(damaged.length - from, 1 + random.nextInt(random.nextBoolean() ? 4 : 2000));
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, damaged, from, length);
            }
            if (!Arrays.equals(damaged, original.bytes)) {
                assertFound(original, damaged, "random damage " + i);
            }
        }
    }

    @Test
    void aDamagedHeaderIsMadeUpForByTheBeacons() throws IOException {
        Original original = write(1024, 120, true);
        byte[] damaged = original.bytes.clone();
        Arrays.fill(damaged, 0, 256, (byte) 0);
        LogVerifier.Report report = verify(damaged);
        assertEquals(verify(original.bytes).records(), report.records());
        assertEquals(Damage.Kind.HEADER, report.damages().getFirst().kind());
    }

    @Test
    void aDamagedBeaconCostsNoRecord() throws IOException {
        Original original = write(1024, 120, true);
        for (int at = 1024; at < original.bytes.length; at += 1024) {
            for (int i : new int[] {0, 4, 8, 10, 16, 40}) {
                byte[] damaged = original.bytes.clone();
                damaged[at + i] ^= 0x10;
                LogVerifier.Report report = verify(damaged);
                assertEquals(verify(original.bytes).records(), report.records(), "beacon at " + at + " byte " + i);
                assertEquals(1, report.damages().size());
                assertEquals(Damage.Kind.BEACON, report.damages().getFirst().kind());
                assertEquals(at, report.damages().getFirst().offset());
            }
        }
    }

    /** The one file that tests damage in turn. */
    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("copied under a name of its own"), bytes);
    }

    private LogVerifier.Report verify(byte[] bytes) throws IOException {
        return LogVerifier.verify(file(bytes));
    }

    private void assertFound(Original original, byte[] damaged, String what) throws IOException {
        Path file = file(damaged);
        LogVerifier.Report report;
        try {
            report = LogVerifier.verify(file);
        } catch (LogException.NotALog e) {
            assertTrue(damaged.length < 8 || !Arrays.equals(damaged, 0, 8, original.bytes, 0, 8), what);
            return;
        }
        assertFalse(report.intact(), what);
        assertInside(report, damaged, what);
        List<LogRecord.MessageRecord> salvaged = salvage(file, original, what);
        assertStrictReaderNeverInvents(file, original, what);
        boolean nothingKnown = report.damages().stream().anyMatch(damage -> damage.kind() == Damage.Kind.HEADER)
                && report.records() == 0;
        if (!nothingKnown) {
            assertLostRanges(report, original, salvaged, what);
        }
    }

    private static void assertInside(LogVerifier.Report report, byte[] damaged, String what) {
        for (Damage damage : report.damages()) {
            assertTrue(damage.offset() >= 0 && damage.offset() <= damaged.length && damage.length() >= 0, what);
        }
    }

    private static List<LogRecord.MessageRecord> salvage(Path file, Original original, String what) throws IOException {
        List<LogRecord.MessageRecord> messages = new ArrayList<>();
        try (LogSalvage salvage = LogSalvage.open(file)) {
            while (salvage.next()) {
                LogRecord record = salvage.record();
                if (!(record instanceof LogRecord.StreamStart)) {
                    assertTrue(original.records.contains(record), what + ": invented " + record);
                }
                if (record instanceof LogRecord.MessageRecord message) {
                    messages.add(message);
                }
            }
            assertFalse(salvage.damages().isEmpty(), what);
        }
        return messages;
    }

    private static void assertStrictReaderNeverInvents(Path file, Original original, String what) throws IOException {
        try (LogReader reader = LogReader.open(file)) {
            while (reader.next()) {
                LogRecord record = reader.record();
                assertTrue(
                        record instanceof LogRecord.StreamStart
                                || record instanceof LogRecord.SegmentEnd
                                || original.records.contains(record),
                        what);
            }
        } catch (LogException expected) {
            assertFalse(expected.getMessage().isEmpty());
        }
    }

    /** Every message is either read or told to be lost, and none is both, but where nothing tells. */
    private void assertLostRanges(
            LogVerifier.Report report, Original original, List<LogRecord.MessageRecord> salvaged, String what) {
        Set<String> read = new HashSet<>();
        salvaged.forEach(message -> read.add(message.message().place()));
        Set<String> lost = new HashSet<>();
        for (Damage damage : report.damages()) {
            for (Damage.Lost range : damage.lost()) {
                for (long sequence = range.first(); sequence <= range.last(); sequence++) {
                    assertTrue(
                            lost.add(range.stream() + "/" + range.shard() + "@" + sequence),
                            what + ": told twice: " + range);
                }
            }
        }
        Set<String> all = new HashSet<>();
        original.messages.forEach(message -> all.add(message.message().place()));
        for (String place : lost) {
            assertFalse(read.contains(place), what + ": " + place + " is read and said to be lost");
            assertTrue(all.contains(place), what + ": " + place + " never was");
        }
        boolean endKnown = report.segments().getFirst().sealed();
        for (String place : all) {
            if (endKnown && !read.contains(place) && !lost.contains(place)) {
                fail(what + ": " + place + " is neither read nor said to be lost; " + report);
            }
        }
    }
}
