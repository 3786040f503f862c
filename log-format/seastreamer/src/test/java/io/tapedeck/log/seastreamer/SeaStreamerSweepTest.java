package io.tapedeck.log.seastreamer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tapedeck.log.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages, cuts and grows files at every place. Set {@code sweep=full} to flip every bit; the seed of what is random
 * is {@code seed}, 1 by default.
 */
class SeaStreamerSweepTest {
    private static final boolean FULL = "full".equals(System.getProperty("sweep"));
    private static final long SEED = Long.getLong("seed", 1);
    private static final long TIME = SmallFiles.TIME;

    static {
        System.out.println("seed " + SEED);
    }

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

    private SeaStreamerVerifier.Report verify(byte[] bytes) throws IOException {
        return SeaStreamerVerifier.verify(SmallFiles.write(folder, bytes));
    }

    private SmallFiles.Reading read(byte[] bytes) throws IOException {
        return SmallFiles.read(SmallFiles.write(folder, bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1024, 1 << 20})
    void everyFlipIsFoundOrChangesNothingButAFieldWithoutChecksum(int interval) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<ReferenceFile.Sent> messages = SmallFiles.messages(random, 30, 2, 150);
        byte[] original = file(interval, messages);
        assertTrue(verify(original).intact());
        int unseen = 0;
        for (int bit = 0; bit < original.length * 8; bit += FULL ? 1 : 1 + random.nextInt(49)) {
            byte[] damaged = original.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            String where = "bit " + bit % 8 + " of byte " + bit / 8;
            if (!isFound(damaged, where)) {
                unseen++;
                assertOneFieldChanged(original, damaged, messages, where);
            }
        }
        // What is not covered: 1 + name + 24 bytes of the message, and the header's name, time and interval.
        assertTrue(unseen > 0, "the fields without checksum are not so rare");
    }

    private boolean isFound(byte[] damaged, String where) {
        try {
            SeaStreamerVerifier.Report report = verify(damaged);
            return !report.damages().isEmpty() || !report.warnings().isEmpty() || !report.ended();
        } catch (SeaStreamerException refused) {
            return true;
        } catch (IOException | RuntimeException e) {
            return fail(where, e);
        }
    }

    private void assertOneFieldChanged(byte[] original, byte[] damaged, List<ReferenceFile.Sent> messages, String where)
            throws IOException {
        Path path = SmallFiles.write(folder, damaged);
        List<SeaStreamerMessage> found = SmallFiles.read(path).messages();
        assertEquals(messages.size(), found.size(), where);
        int changed = 0;
        for (int i = 0; i < messages.size(); i++) {
            ReferenceFile.Sent sent = messages.get(i);
            SeaStreamerMessage message = found.get(i);
            assertEquals(Bytes.wrap(sent.payload()), message.payload(), where);
            changed += sent.stream().equals(message.stream().name()) ? 0 : 1;
            changed += sent.shard() == message.shard() ? 0 : 1;
            changed += sent.sequence() == message.sequence() ? 0 : 1;
            changed += sent.time() == message.timeMillis() ? 0 : 1;
        }
        try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
            SeaStreamerHeader before = SeaStreamerHeader.parse(original).orElseThrow();
            changed += reader.header().fileName().equals(before.fileName()) ? 0 : 1;
            changed += reader.header().createdMillis() == before.createdMillis() ? 0 : 1;
            changed += reader.header().intervalBytes() == before.intervalBytes() ? 0 : 1;
        }
        boolean isEndTime = Arrays.mismatch(original, damaged) >= original.length - 18;
        assertEquals(1, changed + (isEndTime ? 1 : 0), where);
    }

    /** Whatever the place, what is read before the damage is whole, and no message is made up. */
    @ParameterizedTest
    @ValueSource(ints = {128, 1024})
    void whatIsReadPastDamageWasWritten(int interval) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<ReferenceFile.Sent> messages = SmallFiles.messages(random, 60, 2, 300);
        List<String> written = SmallFiles.texts(messages);
        byte[] original = file(interval, messages);
        for (int i = 0; i < (FULL ? 5000 : 200); i++) {
            byte[] damaged = original.clone();
            int at = 128 + random.nextInt(original.length - 128);
            int length = Math.min(1 + random.nextInt(200), original.length - at);
            Arrays.fill(damaged, at, at + length, (byte) 0);
            List<String> found = SmallFiles.textsRead(read(damaged).messages());
            String where = length + " zeros at " + at;
            int unknown = found.size();
            for (String message : found) {
                unknown -= written.contains(message) ? 1 : 0;
            }
            // One message may have lost bits of its fields, which no checksum covers.
            assertTrue(unknown <= 1, where);
            if (unknown == 0 && found.size() < written.size()) {
                assertFalse(verify(damaged).intact(), where);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 1024, 1 << 20})
    void aCutFileGivesItsWholeMessagesAndSaysWhereItIsTorn(int interval) throws IOException {
        List<ReferenceFile.Sent> messages = SmallFiles.messages(new SplittableRandom(SEED), 12, 2, 120);
        byte[] original = file(interval, messages);
        List<SeaStreamerMessage> whole = read(original).messages();
        for (int length = 0; length < 128; length++) {
            assertEquals(
                    SeaStreamerDamage.Kind.HEADER,
                    verify(Arrays.copyOf(original, length)).damages().getFirst().kind());
        }
        for (int length = 128; length < original.length; length++) {
            assertCut(Arrays.copyOf(original, length), whole, interval);
        }
    }

    private void assertCut(byte[] cut, List<SeaStreamerMessage> whole, int interval) throws IOException {
        String where = "cut to " + cut.length;
        List<SeaStreamerMessage> expected = whole.stream()
                .filter(message -> message.endOffset() <= cut.length)
                .toList();
        long lastEnd = expected.isEmpty() ? 128 : expected.getLast().endOffset();
        boolean isTorn = !isMessageEnd(cut, lastEnd, interval);
        Path path = SmallFiles.write(folder, cut);
        SmallFiles.Reading reading = SmallFiles.read(path);
        assertEquals(expected, reading.messages(), where);
        assertEquals(List.of(), reading.damages(), where);
        // Cut behind the end-of-stream mark, in the beacon that stands there, the file is whole to a reader.
        assertEquals(isTorn && !reading.ended(), !reading.tears().isEmpty(), where);
        SeaStreamerDamage unfinished =
                new SeaStreamerDamage(lastEnd, cut.length - lastEnd, SeaStreamerDamage.Kind.UNFINISHED);
        assertEquals(
                reading.tears().isEmpty() ? List.of() : List.of(unfinished),
                SeaStreamerVerifier.verify(path).damages(),
                where);
    }

    /** Whether nothing but a whole beacon stands behind the last message. */
    private static boolean isMessageEnd(byte[] cut, long lastEnd, int interval) {
        if (cut.length == lastEnd) {
            return true;
        }
        if (lastEnd % interval != 0) {
            return false;
        }
        int at = (int) lastEnd + 6;
        for (int markers = at <= cut.length ? cut[at - 1] : 0; markers > 0 && at < cut.length; markers--) {
            at += 27 + cut[at];
        }
        return cut.length == at + 1;
    }

    /** A reader that follows a file gives each message once, as soon as it is whole, whatever is written at once. */
    @ParameterizedTest
    @ValueSource(ints = {128, 1024})
    void aGrowingFileIsReadAsItGrows(int interval) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<ReferenceFile.Sent> messages = SmallFiles.messages(random, 40, 2, 200);
        byte[] original = file(interval, messages);
        Path path = SmallFiles.write(folder, Arrays.copyOf(original, 128));
        List<SeaStreamerMessage> found = new ArrayList<>();
        try (SeaStreamerReader reader = SeaStreamerReader.open(path)) {
            for (int length = 128; !reader.ended(); length = Math.min(original.length, length + random.nextInt(90))) {
                Files.write(path, Arrays.copyOf(original, length));
                while (reader.next()) {
                    found.add(reader.message());
                }
            }
        }
        assertEquals(SmallFiles.texts(messages), SmallFiles.textsRead(found));
    }
}
