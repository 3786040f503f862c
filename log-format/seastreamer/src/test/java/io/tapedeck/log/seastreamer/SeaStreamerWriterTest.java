package io.tapedeck.log.seastreamer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeaStreamerWriterTest {
    private static final StreamKey HELLO = new StreamKey("hello");
    private static final long TIME = SmallFiles.TIME;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("x.ss");
    }

    /** Worked out by another program from the format's description. */
    @Test
    void goldenFile() throws Exception {
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(file(), "golden.ss", TIME, 1024)) {
            for (int i = 0; i < 50; i++) {
                writer.append(
                        new StreamKey(i % 2 == 0 ? "hello" : "a.b"), i % 2, i / 2, TIME + i, Bytes.utf8("hello-" + i));
            }
            writer.end(TIME + 100);
        }
        byte[] bytes = Files.readAllBytes(file());
        assertEquals(
                "0d000000130103612e62000000000000000100000000000000090000018bcfe5681325930d",
                HexFormat.of().formatHex(bytes, 1024, 1024 + 37));
        assertEquals(
                "0d00000000010568656c6c6f000000000000000000000000000000150000018bcfe5682a2ae10d",
                HexFormat.of().formatHex(bytes, 2048, 2048 + 39));
        assertEquals(2450, bytes.length);
        assertEquals(
                "7ebc31ef9103b42f72330156a92d516c33e6a7461ae3936ec11aa595f421f553",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void writesWhatTheReferenceWritesAndReadsItBack(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int interval = random.nextBoolean() ? 1024 << random.nextInt(5) : 128 + random.nextInt(2000);
        int payloadMax = random.nextInt(4) == 0 ? interval * 4 : 200;
        List<ReferenceFile.Sent> messages =
                SmallFiles.messages(random, random.nextInt(120), 1 + random.nextInt(6), payloadMax);
        ReferenceFile reference = new ReferenceFile("ref.ss", TIME, interval);
        Path path = Files.createTempDirectory("tapedeck-ss").resolve("x.ss");
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(path, "ref.ss", TIME, interval)) {
            for (ReferenceFile.Sent message : messages) {
                reference.send(message);
                SmallFiles.append(writer, message);
                assertEquals(reference.bytes.size(), writer.offset());
            }
            reference.end(TIME + 7);
            writer.end(TIME + 7);
        }
        assertArrayEquals(reference.bytes.toByteArray(), Files.readAllBytes(path));
        SmallFiles.Reading reading = SmallFiles.read(path);
        assertEquals(SmallFiles.texts(messages), SmallFiles.textsRead(reading.messages()));
        assertTrue(reading.ended());
        SeaStreamerVerifier.Report report = SeaStreamerVerifier.verify(path);
        assertEquals(List.of(), report.damages());
        assertEquals(messages.size(), report.messages());
        assertEquals((reference.bytes.size() - 1) / interval, report.beacons());
        assertTrue(report.ended());
        Files.delete(path);
        Files.delete(path.getParent());
    }

    /** An encoder that goes on in the midst of a file writes the same bytes as one that never stopped. */
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void resumesAnywhereToTheSameBytes(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int interval = random.nextBoolean() ? 1024 : 128 + random.nextInt(1500);
        List<ReferenceFile.Sent> messages = SmallFiles.messages(random, 1 + random.nextInt(60), 3, 300);
        int stop = random.nextInt(messages.size() + 1);
        SeaStreamerEncoder whole = new SeaStreamerEncoder(new SeaStreamerHeader("a", TIME, interval));
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        whole.writeHead(expected);
        for (ReferenceFile.Sent message : messages.subList(0, stop)) {
            write(whole, expected, message);
        }
        Path path = Files.createTempDirectory("tapedeck-ss").resolve("x.ss");
        Files.write(path, expected.toByteArray());
        int before = expected.size();
        if (random.nextBoolean()) {
            ByteArrayOutputStream ended = new ByteArrayOutputStream();
            try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
                SeaStreamerEncoder.resume(reader).writeEnd(ended, TIME);
            }
            Files.write(path, ended.toByteArray(), java.nio.file.StandardOpenOption.APPEND);
        }
        SeaStreamerEncoder resumed;
        try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
            resumed = SeaStreamerEncoder.resume(reader);
        }
        assertEquals(before, resumed.offset());
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (ReferenceFile.Sent message : messages.subList(stop, messages.size())) {
            write(whole, expected, message);
            write(resumed, rest, message);
        }
        assertArrayEquals(Arrays.copyOfRange(expected.toByteArray(), before, expected.size()), rest.toByteArray());
        Files.delete(path);
        Files.delete(path.getParent());
    }

    private static void write(SeaStreamerEncoder encoder, ByteArrayOutputStream out, ReferenceFile.Sent message)
            throws IOException {
        encoder.write(
                out,
                new StreamKey(message.stream()),
                message.shard(),
                message.sequence(),
                message.time(),
                Bytes.wrap(message.payload()));
    }

    @Test
    void aMessageThatEndsAtABoundaryHasItsBeaconBehindItAtOnce() throws IOException {
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(file(), "x", TIME, 1024)) {
            writer.append(HELLO, 0, 1, TIME, Bytes.wrap(new byte[1024 - 128 - 32 - 5]));
            assertEquals(1024 + 7 + 32, writer.offset());
            writer.abandon();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file()));
        assertEquals(0x0D, bytes.get(1023));
        assertEquals(0x0D, bytes.get(1024));
        assertEquals(0, bytes.getInt(1025), "nothing of the message is still to come");
        assertEquals(1, bytes.get(1029));
        SmallFiles.Reading reading = SmallFiles.read(file());
        assertEquals(1024, reading.messages().getFirst().endOffset());
        assertEquals(1, SeaStreamerVerifier.verify(file()).beacons());
    }

    @Test
    void aPayloadLargerThanTheIntervalCountsDownFromBeaconToBeacon() throws IOException {
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(file(), "x", TIME, 1024)) {
            writer.append(HELLO, 0, 1, TIME, Bytes.wrap(new byte[3000]));
            writer.abandon();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file()));
        int messageBytes = 32 + 5 + 3000;
        int beaconBytes = 7 + 32;
        assertEquals(messageBytes - (1024 - 128), bytes.getInt(1025));
        assertEquals(messageBytes - (1024 - 128) - (1024 - beaconBytes), bytes.getInt(2049));
        assertEquals(messageBytes - (1024 - 128) - 2 * (1024 - beaconBytes), bytes.getInt(3073));
        assertEquals(128 + messageBytes + 3 * beaconBytes, bytes.limit());
    }

    /** At 1 KiB a beacon has room for one marker, so the shards take turns, in their order. */
    @Test
    void shardsTakeTurns() throws IOException {
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(file(), "x", TIME, 1024)) {
            for (int i = 0; i < 90; i++) {
                writer.append(new StreamKey("cab".substring(i % 3, i % 3 + 1)), 0, i, TIME, Bytes.wrap(new byte[50]));
            }
            writer.abandon();
        }
        byte[] bytes = Files.readAllBytes(file());
        for (int beacon = 1; beacon * 1024 < bytes.length; beacon++) {
            assertEquals(1, bytes[beacon * 1024 + 5]);
            assertEquals("abc".charAt((beacon - 1) % 3), bytes[beacon * 1024 + 7], "beacon " + beacon);
        }
    }

    @ParameterizedTest
    @CsvSource({"128,0", "290,0", "570,0", "571,1", "1024,1", "2048,3", "1048576,127", "4294967295,127"})
    void aBeaconHasSoManyMarkersAtMost(long interval, int markers) {
        assertEquals(markers, Layout.markersMax(interval));
    }

    @Test
    void theEndOfStreamMarkIsCountedByTheBeaconBehindIt() throws IOException {
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(file(), "x", TIME, 2048)) {
            writer.append(HELLO, 0, 1, TIME, Bytes.wrap(new byte[2048 - 128 - 56 - 32 - 5]));
            writer.end(TIME + 1);
            assertEquals(2048 + 7 + 32 + 48, writer.offset());
        }
        SeaStreamerVerifier.Report report = SeaStreamerVerifier.verify(file());
        assertEquals(1, report.beacons());
        assertEquals(List.of(), report.warnings());
        assertTrue(report.ended());
    }

    @Test
    void closeEndsTheFileAndAbandonDoesNot() throws IOException {
        SeaStreamerWriter.create(file(), "x", TIME, 1024).close();
        assertTrue(SmallFiles.read(file()).ended());
        assertEquals(128 + 56, Files.size(file()));
        Path other = folder.resolve("other.ss");
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(other, "x", TIME, 1024)) {
            writer.abandon();
            assertThrows(IllegalStateException.class, () -> writer.append(HELLO, 0, 1, TIME, Bytes.EMPTY));
        }
        assertFalse(SmallFiles.read(other).ended());
        assertEquals(128, Files.size(other));
    }

    @Test
    void doesNotWriteOverAFile() throws IOException {
        Files.writeString(file(), "mine");
        assertThrows(FileAlreadyExistsException.class, () -> SeaStreamerWriter.create(file(), "x", TIME, 1024));
        assertEquals("mine", Files.readString(file()));
    }

    @Test
    void refusesWhatAFileCannotHoldAndGoesOn() throws IOException {
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(file(), "x", TIME, 1024)) {
            assertRefused(
                    "a stream cannot be called SEA_STREAMER_INTERNAL: SeaStreamer's own messages are",
                    () -> writer.append(new StreamKey("SEA_STREAMER_INTERNAL"), 0, 1, TIME, Bytes.EMPTY));
            assertRefused(
                    "shard -1 and sequence 1: a SeaStreamer file holds no negative numbers, they would be read as huge"
                            + " ones",
                    () -> writer.append(HELLO, -1, 1, TIME, Bytes.EMPTY));
            assertRefused(
                    "shard 0 and sequence -1: a SeaStreamer file holds no negative numbers, they would be read as huge"
                            + " ones",
                    () -> writer.append(HELLO, 0, -1, TIME, Bytes.EMPTY));
            assertRefused(
                    "a time of -1 ms since 1970; a SeaStreamer file holds times from 1970 to 9999",
                    () -> writer.append(HELLO, 0, 1, -1, Bytes.EMPTY));
            assertRefused(
                    "a time of 253402300800000 ms since 1970; a SeaStreamer file holds times from 1970 to 9999",
                    () -> writer.append(HELLO, 0, 1, 253_402_300_800_000L, Bytes.EMPTY));
            assertEquals(128, writer.offset());
            writer.append(HELLO, 0, 1, TIME, Bytes.EMPTY);
        }
        assertEquals(1, SmallFiles.read(file()).messages().size());
        assertTrue(SeaStreamerVerifier.verify(file()).intact());
    }

    @Test
    void refusesHeadersThatAFileCannotHave() {
        assertRefused(
                "a file name of 112 bytes; the header of a SeaStreamer file takes at most 111",
                () -> SeaStreamerWriter.create(file(), "é".repeat(56), TIME, 1024));
        assertRefused(
                "a beacon interval of 127 bytes; a SeaStreamer file takes 128 to 4294967295",
                () -> SeaStreamerWriter.create(file(), "x", TIME, 127));
        assertRefused(
                "a time of -1 ms since 1970; a SeaStreamer file holds times from 1970 to 9999",
                () -> SeaStreamerWriter.create(file(), "x", -1, 1024));
        assertFalse(Files.exists(file()));
    }

    @ParameterizedTest
    @ValueSource(longs = {128, 1024, 0xFFFF_FFFFL})
    void headersAreReadAsWritten(long interval) throws IOException {
        SeaStreamerHeader header = new SeaStreamerHeader("é".repeat(55) + "x", 0, interval);
        SeaStreamerWriter.create(file(), header).close();
        try (SeaStreamerReader reader = SeaStreamerReader.open(file())) {
            assertEquals(header, reader.header());
        }
        assertTrue(SeaStreamerVerifier.verify(file()).intact());
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void assertRefused(String sentence, Act act) {
        assertEquals(
                sentence, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }
}
