package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class LogReadAheadTest {
    private static final LogSettings SETTINGS =
            LogSettings.of(Durability.OS).withIntervalBytes(4096).withSegmentBytes(300_000);

    /** What a plain reader reads from where it stands to the end, all that the writer adds itself too. */
    private static List<RandomLog.Written> rest(LogReader reader) throws IOException {
        List<RandomLog.Written> rest = new ArrayList<>();
        while (reader.next()) {
            rest.add(new RandomLog.Written(reader.record(), reader.position()));
        }
        return rest;
    }

    private static List<RandomLog.Written> next(LogReadAhead reader, int count) throws IOException {
        List<RandomLog.Written> next = new ArrayList<>();
        while (next.size() < count && reader.next()) {
            next.add(new RandomLog.Written(reader.record(), reader.position()));
        }
        return next;
    }

    private static LogWriter create(TestFolder folder, long seed) throws IOException {
        return LogWriter.create(folder.path(), LogUse.RUN, RandomLog.id(seed), SETTINGS);
    }

    private static RandomLog write(TestFolder folder, long seed, int records, int payloadMax) throws IOException {
        RandomLog log = new RandomLog(seed, LogUse.RUN, 3, payloadMax, false);
        try (LogWriter writer = create(folder, seed)) {
            log.write(writer, records);
        }
        return log;
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void readsWhatAReaderReadsFromWhereverItIsSent(@ForAll long seed) throws IOException {
        try (TestFolder folder = new TestFolder()) {
            SplittableRandom random = new SplittableRandom(seed);
            RandomLog log = write(folder, seed, random.nextInt(4000), 1 + random.nextInt(5000));
            try (LogReader plain = LogReader.open(folder.path());
                    LogReadAhead ahead = LogReadAhead.open(folder.path())) {
                assertEquals(plain.logId(), ahead.logId());
                for (int i = 0; i < 6; i++) {
                    List<RandomLog.Written> rest = rest(plain);
                    int count = random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt(rest.size() + 1);
                    assertEquals(rest.subList(0, Math.min(count, rest.size())), next(ahead, count));
                    send(plain, ahead, log, random);
                }
            }
        }
    }

    private static void send(LogReader plain, LogReadAhead ahead, RandomLog log, SplittableRandom random)
            throws IOException {
        List<LogRecord.MessageRecord> messages = log.messages();
        switch (messages.isEmpty() ? 0 : random.nextInt(3)) {
            case 0 -> {
                plain.seekStart();
                ahead.seekStart();
            }
            case 1 -> {
                long ordinal = random.nextLong(messages.getLast().ordinal() + 2);
                plain.seekOrdinal(ordinal);
                ahead.seekOrdinal(ordinal);
            }
            default -> {
                LogPosition position =
                        log.written.get(random.nextInt(log.written.size())).position();
                plain.seek(position);
                ahead.seek(position);
            }
        }
    }

    /** The end is the end for now, whenever it was met: what is written since is read next. */
    @Test
    void followsAGrowingLog() throws IOException {
        try (TestFolder folder = new TestFolder()) {
            RandomLog log = new RandomLog(5, LogUse.RUN, 3, 500, false);
            try (LogWriter writer = create(folder, 5);
                    LogReadAhead ahead = LogReadAhead.open(folder.path())) {
                List<RandomLog.Written> read = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    log.write(writer, 1 + i * 7 % 90);
                    writer.sync();
                    read.addAll(next(ahead, i % 3 == 0 ? i : Integer.MAX_VALUE));
                }
                read.addAll(next(ahead, Integer.MAX_VALUE));
                assertFalse(ahead.next());
                try (LogReader plain = LogReader.open(folder.path())) {
                    assertEquals(rest(plain), read);
                }
            }
        }
    }

    /** All records before a damage are given, then it is told, again and again; what is elsewhere can be read. */
    @Test
    void tellsOfDamageWhereItStands() throws IOException {
        try (TestFolder folder = new TestFolder()) {
            RandomLog log = write(folder, 6, 3000, 500);
            LogPosition damaged = log.written.get(2000).position();
            Path segment = LogFolder.segments(folder.path()).get(damaged.segment());
            TestFolder.flip(segment, damaged.offset() + Frame.HEADER_LENGTH, 1);
            List<RandomLog.Written> before = new ArrayList<>();
            try (LogReader plain = LogReader.open(folder.path())) {
                assertThrows(LogException.Corrupt.class, () -> {
                    while (plain.next()) {
                        before.add(new RandomLog.Written(plain.record(), plain.position()));
                    }
                });
            }
            try (LogReadAhead ahead = LogReadAhead.open(folder.path())) {
                assertEquals(before, next(ahead, before.size()));
                assertThrows(LogException.Corrupt.class, ahead::next);
                assertThrows(LogException.Corrupt.class, ahead::next);
                ahead.seek(log.written.get(2001).position());
                assertTrue(ahead.next());
                assertEquals(log.written.get(2001).record(), ahead.record());
            }
        }
    }

    /** It can be closed, and sent elsewhere, while it reads. */
    @Test
    void isLeftWhileItReads() throws IOException {
        try (TestFolder folder = new TestFolder()) {
            write(folder, 7, 4000, 500);
            for (int count = 120; count < 1200; count += 9) {
                try (LogReadAhead ahead = LogReadAhead.open(folder.path())) {
                    next(ahead, count);
                    ahead.seekStart();
                    next(ahead, count + 1);
                }
            }
        }
    }
}
