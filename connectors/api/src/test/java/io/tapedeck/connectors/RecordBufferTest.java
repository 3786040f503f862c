package io.tapedeck.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tapedeck.log.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RecordBufferTest {
    @Property
    void shouldCutTheSameRecordsHoweverTheBytesArrive(
            @ForAll @AlphaChars @Chars({'\n', '\r'}) @StringLength(max = 200) String text,
            @ForAll @IntRange(min = 1, max = 20) int pieceBytes) {
        RecordBuffer buffer = new RecordBuffer(new LineFraming());
        List<String> records = new ArrayList<>();
        byte[] bytes = Bytes.utf8(text).toByteArray();
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            int length = Math.min(pieceBytes, bytes.length - at);
            buffer.append(Bytes.wrap(bytes, at, length));
            while (buffer.advance()) {
                records.add(buffer.record().toUtf8());
                assertEquals(fingerprint(bytes, buffer.offset()), buffer.fingerprint());
            }
        }
        assertEquals(text.chars().filter(c -> c == '\n').count(), buffer.lineFeeds());
        if (buffer.advanceToRest()) {
            records.add(buffer.record().toUtf8());
        }
        assertEquals(bytes.length, buffer.offset());
        assertEquals(lines(text), records);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            String line = text.substring(at, end);
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            at = end + 1;
        }
        if (at < text.length()) {
            lines.add(text.substring(at));
        }
        return lines;
    }

    private static long fingerprint(byte[] bytes, long offset) {
        int to = (int) offset;
        return RecordBuffer.fingerprint(Arrays.copyOfRange(bytes, Math.max(0, to - 256), to));
    }

    @Property
    void shouldFindALineFeedWhereverItStands(
            @ForAll @CharRange(from = '\u0000', to = '\u007f') @StringLength(max = 40) String text,
            @ForAll @IntRange(max = 8) int from) {
        byte[] bytes = Bytes.utf8(text).toByteArray();
        int start = Math.min(from, bytes.length);
        assertEquals(text.indexOf('\n', start), new LineFraming().indexOfEnd(bytes, start, bytes.length));
    }

    @Test
    void shouldKeepRecordsWholeThatAreLargerThanItsArray() {
        Random random = new Random(1);
        RecordBuffer buffer = new RecordBuffer(new LineFraming());
        byte[] record = new byte[3_000_000];
        for (int i = 0; i < record.length; i++) {
            record[i] = (byte) ('a' + random.nextInt(26));
        }
        for (int round = 0; round < 3; round++) {
            int at = 0;
            while (at < record.length) {
                int length = Math.min(1 + random.nextInt(300_000), record.length - at);
                buffer.append(Bytes.wrap(record, at, length));
                at += length;
                assertFalse(buffer.advance());
            }
            assertEquals(record.length, buffer.pendingBytes());
            buffer.append(Bytes.utf8("\r\n"));
            assertEquals(true, buffer.advance());
            assertEquals(Bytes.wrap(record), buffer.record());
            assertEquals((record.length + 2L) * (round + 1), buffer.offset());
        }
    }
}
