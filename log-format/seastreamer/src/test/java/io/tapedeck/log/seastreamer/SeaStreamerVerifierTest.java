package io.tapedeck.log.seastreamer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.Damage;
import io.tapedeck.log.StreamKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that were damaged in one place. */
class SeaStreamerVerifierTest {
    private static final long TIME = SmallFiles.TIME;
    private static final StreamKey HELLO = new StreamKey("hello");
    private static final int HELLO_BYTES = 32 + 5;

    @TempDir
    private Path folder;

    private byte[] file(int interval, List<ReferenceFile.Sent> messages) throws IOException {
        Path path = folder.resolve("original.ss");
        Files.deleteIfExists(path);
        try (SeaStreamerWriter writer = SeaStreamerWriter.create(path, "original.ss", TIME, interval)) {
            for (ReferenceFile.Sent message : messages) {
                SmallFiles.append(writer, message);
            }
        }
        return Files.readAllBytes(path);
    }

    /** One stream, payloads of 64 bytes, numbered from 1: 101 bytes a message. */
    private static List<ReferenceFile.Sent> hellos(int count) {
        List<ReferenceFile.Sent> messages = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            byte[] payload = new byte[64];
            Arrays.fill(payload, (byte) i);
            messages.add(new ReferenceFile.Sent("hello", 0, i, TIME + i, payload));
        }
        return messages;
    }

    private SeaStreamerVerifier.Report verify(byte[] bytes) throws IOException {
        return SeaStreamerVerifier.verify(SmallFiles.write(folder, bytes));
    }

    private SmallFiles.Reading read(byte[] bytes) throws IOException {
        return SmallFiles.read(SmallFiles.write(folder, bytes));
    }

    @Test
    void aWrongPayloadLosesItsMessageOnly() throws IOException {
        byte[] bytes = file(1024, hellos(40));
        bytes[128 + 101 * 3 + 50] ^= 1;
        SeaStreamerVerifier.Report report = verify(bytes);
        assertEquals(
                List.of(new SeaStreamerDamage(
                        128 + 101 * 3, 101, SeaStreamerDamage.Kind.CHECKSUM, List.of(new Damage.Lost(HELLO, 0, 4, 4)))),
                report.damages());
        assertEquals(39, report.messages());
        assertTrue(report.ended());
        assertEquals((bytes.length - 1) / 1024, report.beacons());
    }

    @Test
    void aWrongLengthLosesWhatStandsBeforeTheNextBeacon() throws IOException {
        byte[] bytes = file(1024, hellos(40));
        int fourth = 128 + 101 * 3;
        bytes[fourth + 1 + 5 + 24 + 3] ^= 2;
        SmallFiles.Reading reading = read(bytes);
        // The message around the beacon at 1024 is the 9th: 128 + 101 × 8 < 1024 < 128 + 101 × 9.
        assertEquals(
                List.of(1L, 2L, 3L, 10L),
                reading.messages().stream()
                        .map(SeaStreamerMessage::sequence)
                        .limit(4)
                        .toList());
        SeaStreamerVerifier.Report report = verify(bytes);
        assertEquals(1, report.damages().size());
        SeaStreamerDamage damage = report.damages().getFirst();
        assertEquals(fourth, damage.offset());
        assertEquals(128 + 101 * 9 + 39 - fourth, damage.length());
        assertEquals(List.of(new Damage.Lost(HELLO, 0, 4, 9)), damage.lost());
        assertEquals(List.of(), report.warnings());
    }

    @Test
    void aLengthThatLeadsBeyondTheEndIsDamageWhereTheFileWasEnded() throws IOException {
        byte[] bytes = file(1 << 20, hellos(10));
        int fourth = 128 + 101 * 3;
        bytes[fourth + 1 + 5 + 24 + 1] ^= 2;
        SmallFiles.Reading reading = read(bytes);
        assertEquals(3, reading.messages().size());
        assertTrue(reading.ended(), "the mark at the end is still found");
        SeaStreamerDamage damage = reading.damages().getFirst();
        assertEquals(SeaStreamerDamage.Kind.LENGTH, damage.kind());
        assertEquals(bytes.length - 56 - fourth, damage.length());
        // The same in a file without the mark cannot be told from a message that is still being written.
        assertEquals(
                fourth,
                read(Arrays.copyOf(bytes, bytes.length - 56)).tears().getFirst().offset());
    }

    @Test
    void aLengthThatBeaconsContradictIsNamedSo() throws IOException {
        byte[] bytes = file(1024, hellos(60));
        // 64 bytes become 64 + 1024 and 64 + 4096: one beacon contradicts, and several.
        for (int bit : new int[] {4, 16}) {
            byte[] damaged = bytes.clone();
            damaged[128 + 1 + 5 + 24 + 2] ^= (byte) bit;
            SeaStreamerDamage damage = verify(damaged).damages().getFirst();
            assertEquals(SeaStreamerDamage.Kind.LENGTH, damage.kind());
            assertEquals(128 + 101 * 9 + 39 - 128, damage.length());
        }
    }

    /** The first beacon behind the damage says that the message around it goes on for several more. */
    @Test
    void readingGoesOnBehindALargeMessageAroundABeacon() throws IOException {
        List<ReferenceFile.Sent> messages = hellos(4);
        messages.add(2, new ReferenceFile.Sent("large", 0, 1, TIME, new byte[5000]));
        byte[] bytes = file(1024, messages);
        bytes[128 + 101 + 1 + 5 + 24 + 3] ^= 2;
        SeaStreamerVerifier.Report report = verify(bytes);
        assertEquals(3, report.messages());
        assertEquals(
                List.of(new Damage.Lost(HELLO, 0, 2, 2)),
                report.damages().getFirst().lost());
        assertEquals((bytes.length - 1) / 1024, report.beacons());
        assertTrue(report.ended());
    }

    @Test
    void aHugeLengthIsNeitherReadNorAllocated() throws IOException {
        byte[] bytes = file(1024, hellos(40));
        bytes[128 + 1 + 5 + 24] = (byte) 0xFF;
        SeaStreamerDamage damage = read(bytes).damages().getFirst();
        assertEquals(SeaStreamerDamage.Kind.LENGTH, damage.kind());
        assertEquals(128, damage.offset());
    }

    @Test
    void aWrongBeaconLosesNothingWhereItsLengthIsRight() throws IOException {
        byte[] original = file(1024, hellos(40));
        for (int at : new int[] {1024, 1024 + 4, 1024 + 38}) {
            byte[] bytes = original.clone();
            bytes[at] ^= 1;
            SeaStreamerVerifier.Report report = verify(bytes);
            assertEquals(40, report.messages(), "byte " + at);
            assertEquals(
                    List.of(new SeaStreamerDamage(1024, 39, SeaStreamerDamage.Kind.BEACON, List.of())),
                    report.damages());
        }
    }

    @Test
    void aMarkerThatDoesNotAgreeIsFound() throws IOException {
        byte[] original = file(1024, hellos(40));
        int marker = 1024 + 6;
        // Sequence, time; the running checksum, which the next beacon proves to have been right.
        for (int at : new int[] {marker + 6 + 8 + 7, marker + 6 + 16 + 7, marker + 6 + 24}) {
            byte[] bytes = original.clone();
            bytes[at] ^= 0x20;
            SeaStreamerVerifier.Report report = verify(bytes);
            assertEquals(
                    List.of(SeaStreamerDamage.Kind.MARKER),
                    report.damages().stream().map(SeaStreamerDamage::kind).toList(),
                    "byte " + at);
            assertEquals(1024, report.damages().getFirst().offset());
            assertEquals(List.of(), report.warnings());
        }
    }

    @Test
    void aChangedTimeOfAMessageIsFoundWhereAMarkerTells() throws IOException {
        byte[] bytes = file(1024, hellos(40));
        bytes[128 + 101 * 3 + 1 + 5 + 16 + 5] ^= 2;
        assertEquals(
                List.of(SeaStreamerDamage.Kind.MARKER),
                verify(bytes).damages().stream().map(SeaStreamerDamage::kind).toList());
    }

    @Test
    void aStreamThatLeavesNumbersOutTellsNoLoss() throws IOException {
        List<ReferenceFile.Sent> messages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            messages.add(new ReferenceFile.Sent("hello", 0, i * 5L, TIME, new byte[64]));
        }
        byte[] bytes = file(1024, messages);
        bytes[128 + 101 * 3 + 50] ^= 1;
        assertEquals(List.of(), verify(bytes).damages().getFirst().lost());
    }

    @Test
    void aDamagedSegmentIsSpannedByItsNeighboursMarkers() throws IOException {
        byte[] bytes = file(1024, hellos(60));
        Arrays.fill(bytes, 300, 2500, (byte) 0);
        SeaStreamerVerifier.Report report = verify(bytes);
        assertEquals(1, report.damages().size());
        SeaStreamerDamage damage = report.damages().getFirst();
        assertEquals(128 + 101, damage.offset());
        long resumed = damage.offset() + damage.length();
        assertTrue(resumed > 3072 && resumed < 3072 + 39 + 101);
        long next = read(bytes).messages().get(1).sequence();
        assertEquals(List.of(new Damage.Lost(HELLO, 0, 2, next - 1)), damage.lost());
        assertEquals(60 - (next - 2), report.messages());
    }

    @Test
    void whatIsLostBehindTheLastMessageIsToldByMarkers() throws IOException {
        byte[] bytes = file(1024, hellos(40));
        int lastBeacon = (bytes.length - 1) / 1024 * 1024;
        Arrays.fill(bytes, lastBeacon - 300, lastBeacon, (byte) 0);
        Arrays.fill(bytes, lastBeacon + 39, bytes.length, (byte) 0);
        List<SeaStreamerDamage> damages = verify(bytes).damages();
        long counted = ByteBuffer.wrap(bytes).getLong(lastBeacon + 6 + 6 + 8);
        assertEquals(counted, damages.getFirst().lost().getLast().last());
    }

    @Test
    void runningChecksumsThatBeginAnewAreNoDamage() throws IOException {
        ReferenceFile reference = new ReferenceFile("x.ss", TIME, 1024);
        List<ReferenceFile.Sent> messages = hellos(60);
        for (ReferenceFile.Sent message : messages.subList(0, 25)) {
            reference.send(message);
        }
        reference.forget();
        for (ReferenceFile.Sent message : messages.subList(25, 60)) {
            reference.send(message);
        }
        reference.end(TIME);
        SeaStreamerVerifier.Report report = verify(reference.bytes.toByteArray());
        assertEquals(List.of(), report.damages());
        assertEquals(60, report.messages());
        assertEquals(1, report.warnings().size());
        assertTrue(report.warnings()
                .getFirst()
                .text()
                .startsWith("the running checksum of hello/0 is not that of its messages"));
    }

    /** SeaStreamer does not cut the file when it appends: a short message leaves the end of the old mark. */
    @Test
    void theRestOfAnOverwrittenEndMarkIsAnUnfinishedFile() throws IOException {
        byte[] bytes = file(1024, hellos(3));
        byte[] shortMessage = new byte[HELLO_BYTES];
        ByteBuffer.wrap(shortMessage)
                .put((byte) 5)
                .put("hello".getBytes(StandardCharsets.US_ASCII))
                .putLong(0)
                .putLong(4)
                .putLong(TIME)
                .putInt(0)
                .putShort((short) 0xFFFF)
                .put((byte) 0x0D);
        System.arraycopy(shortMessage, 0, bytes, bytes.length - 56, shortMessage.length);
        SmallFiles.Reading reading = read(bytes);
        assertEquals(4, reading.messages().size());
        assertEquals(List.of(), reading.damages());
        assertEquals(56 - HELLO_BYTES, reading.tears().getFirst().length());
    }

    @Test
    void bytesBehindTheEndMarkAreAWarning() throws IOException {
        byte[] bytes = file(1024, hellos(3));
        SeaStreamerVerifier.Report report = verify(Arrays.copyOf(bytes, bytes.length + 7));
        assertEquals(List.of(), report.damages());
        assertEquals(
                List.of(new SeaStreamerVerifier.Warning(
                        bytes.length, "7 bytes behind the end-of-stream mark are not read")),
                report.warnings());
    }

    @Test
    void otherFilesAreRefusedWithASentence() throws IOException {
        byte[] bytes = file(1024, hellos(3));
        bytes[2] = 2;
        Path path = SmallFiles.write(folder, bytes);
        assertEquals(
                path + " has SeaStreamer format version 2; this Tapedeck reads version 1",
                assertThrows(SeaStreamerException.UnsupportedVersion.class, () -> SeaStreamerReader.open(path))
                        .getMessage());
        Files.writeString(path, "hello");
        assertEquals(
                path + " is no SeaStreamer file: it does not begin with \"Ss\"",
                assertThrows(SeaStreamerException.NotSeaStreamer.class, () -> SeaStreamerVerifier.verify(path))
                        .getMessage());
    }

    @Test
    void aStrictReadingStopsWithTheOffset() throws IOException {
        byte[] bytes = file(1024, hellos(3));
        bytes[128 + 50] ^= 1;
        Path path = SmallFiles.write(folder, bytes);
        try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
            assertEquals(
                    path + " is damaged at offset 128 (checksum)",
                    assertThrows(SeaStreamerException.Damaged.class, reader::next)
                            .getMessage());
        }
    }

    @Test
    void readingGoesOnBehindAnyMessage() throws IOException {
        byte[] bytes = file(1024, hellos(40));
        List<SeaStreamerMessage> all = read(bytes).messages();
        try (SeaStreamerReader reader = SeaStreamerReader.open(SmallFiles.write(folder, bytes))) {
            for (int i = 39; i > 0; i--) {
                reader.seek(all.get(i - 1).endOffset());
                assertTrue(reader.next());
                assertEquals(all.get(i), reader.message());
            }
        }
    }
}
