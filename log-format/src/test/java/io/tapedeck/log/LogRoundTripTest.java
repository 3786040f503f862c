package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class LogRoundTripTest {
    @Property(tries = 80, shrinking = ShrinkingMode.OFF)
    void whatWasWrittenIsReadAndFound(@ForAll long seed) throws IOException {
        try (TestFolder folder = new TestFolder()) {
            SplittableRandom random = new SplittableRandom(seed);
            LogUse use = random.nextBoolean() ? LogUse.RUN : LogUse.STREAMS;
            int interval = 512 << random.nextInt(random.nextBoolean() ? 4 : 8);
            long segment = random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(20_000);
            LogSettings settings =
                    LogSettings.of(Durability.OS).withIntervalBytes(interval).withSegmentBytes(segment);
            if (random.nextInt(4) == 0) {
                settings = settings.withSegmentNanos(1 + random.nextInt(40_000_000));
            }
            if (random.nextInt(4) == 0) {
                settings = settings.withVisibility(Visibility.APPEND);
            }
            int streams = 1 + random.nextInt(segment == Long.MAX_VALUE && random.nextInt(2) == 0 ? 400 : 12);
            RandomLog log = new RandomLog(seed, use, streams, 1 + random.nextInt(10_000), random.nextBoolean());
            Path file = random.nextInt(3) == 0 ? folder.path("a.tape") : folder.path();
            try (LogWriter writer = create(file, folder, use, seed, settings)) {
                log.write(writer, random.nextInt(300));
                writer.sync();
                assertRead(log, file, random);
                log.write(writer, random.nextInt(100));
            }
            assertRead(log, file, random);
            LogCompactor.pack(file, new DeflateCodec(), 6, LogProgress.NONE);
            assertRead(log, file, random);
            assertEquals(List.of(), LogVerifier.verify(file).damages());
        }
    }

    /** The seed that found a seek to a sequence below 0, of a stream that begins in a later segment, to end at the end. */
    @Example
    void sequencesBelowTheFirstAreFoundInLaterSegmentsToo() throws IOException {
        whatWasWrittenIsReadAndFound(-78);
    }

    /** A disk lost a write behind the durable mark and kept later ones: what is whole behind it does not count. */
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void aTornWriteIsTheEndForEverySeek(@ForAll long seed) throws IOException {
        try (TestFolder folder = new TestFolder()) {
            SplittableRandom random = new SplittableRandom(seed);
            LogUse use = random.nextBoolean() ? LogUse.RUN : LogUse.STREAMS;
            LogSettings settings = LogSettings.of(Durability.OS)
                    .withIntervalBytes(512 << random.nextInt(3))
                    .withSegmentBytes(random.nextBoolean() ? Long.MAX_VALUE : 5_000)
                    .withVisibility(Visibility.APPEND);
            RandomLog log = new RandomLog(seed, use, 1 + random.nextInt(12), 2_000, random.nextBoolean());
            LogWriter writer = create(folder.path(), folder, use, seed, settings);
            log.write(writer, 20 + random.nextInt(200));
            writer.abandon();
            Path last = LogFolder.segments(folder.path()).getLast();
            tear(last, log.written.getLast().position().offset() + Frame.HEADER_LENGTH, random);
            List<RandomLog.Written> whole = RandomLog.read(folder.path());
            assertEquals(log.written.subList(0, whole.size()), whole);
            log.written.subList(whole.size(), log.written.size()).clear();
            assertRead(log, folder.path(), random);
        }
    }

    /** The seed that found the way back from a sealed segment to be lost once the torn one behind it was asked for more. */
    @Example
    void theWayBackIsKeptWhenTheNextSegmentHasNothing() throws IOException {
        aTornWriteIsTheEndForEverySeek(8643);
    }

    /** Seeds where whole frames end at a beacon, and the one before it tells of the frame behind it. */
    @Example
    void noSeekGoesBehindTheBeaconAtWhichWholeFramesEnd() throws IOException {
        aTornWriteIsTheEndForEverySeek(-8873786);
        aTornWriteIsTheEndForEverySeek(4563581);
    }

    /** Changes a bit between the durable mark and an offset. */
    private static void tear(Path segment, long end, SplittableRandom random) throws IOException {
        try (SegmentReader reader = SegmentReader.open(segment)) {
            long durableTo = reader.mark().orElseThrow().durableTo();
            if (durableTo < end) {
                TestFolder.flip(segment, random.nextLong(durableTo, end), 1 << random.nextInt(8));
            }
        }
    }

    private static LogWriter create(Path file, TestFolder folder, LogUse use, long seed, LogSettings settings)
            throws IOException {
        return file.equals(folder.path())
                ? LogWriter.create(file, use, RandomLog.id(seed), settings)
                : LogWriter.createFile(file, use, RandomLog.id(seed), settings);
    }

    private static void assertRead(RandomLog log, Path file, SplittableRandom random) throws IOException {
        assertEquals(log.written, RandomLog.read(file));
        List<LogRecord.MessageRecord> messages = log.messages();
        try (LogReader reader = LogReader.open(file)) {
            for (int i = 0; i < 10; i++) {
                LogRecord.MessageRecord target =
                        messages.isEmpty() ? null : messages.get(random.nextInt(messages.size()));
                long off = random.nextInt(5) - 2;
                long ordinal = target == null ? 1 : target.ordinal() + off;
                long time = target == null ? 1 : target.feedTimeNanos() + off * 100;
                StreamKey key = target == null || random.nextInt(10) == 0
                        ? new StreamKey("nowhere")
                        : target.message().stream();
                long shard = target == null ? 0 : target.message().shard();
                long sequence = target == null ? 1 : target.message().sequence() + off;
                long eventTime = target == null ? 1 : target.message().timeNanos() + off * 100;
                reader.seekOrdinal(ordinal);
                assertAt(reader, messages, message -> message.ordinal() >= ordinal);
                reader.seekFeedTime(time);
                assertAt(reader, messages, message -> message.feedTimeNanos() >= time);
                reader.seekSequence(key, shard, sequence);
                assertAt(
                        reader,
                        messages,
                        message -> message.message().stream().equals(key)
                                && message.message().shard() == shard
                                && message.message().sequence() >= sequence);
                reader.seekEventTime(eventTime);
                assertAt(reader, messages, message -> message.message().timeNanos() >= eventTime);
                reader.seekEventTime(key, shard, eventTime);
                assertAt(
                        reader,
                        messages,
                        message -> message.message().stream().equals(key)
                                && message.message().shard() == shard
                                && message.message().timeNanos() >= eventTime);
            }
            assertBackward(reader, log, random);
            reader.seekStart();
            assertAtStart(reader, log);
        }
    }

    private static void assertAtStart(LogReader reader, RandomLog log) throws IOException {
        assertEquals(log.written.stream().map(RandomLog.Written::record).findFirst(), firstGiven(reader));
    }

    /** Walks back from anywhere, and now and then a step forward. */
    private static void assertBackward(LogReader reader, RandomLog log, SplittableRandom random) throws IOException {
        reader.seekOrdinal(random.nextInt(4) == 0 ? Long.MAX_VALUE : random.nextInt(400));
        List<RandomLog.Written> back = new ArrayList<>();
        while (reader.previous()) {
            if (random.nextInt(20) == 0) {
                LogRecord here = reader.record();
                LogPosition at = reader.position();
                if (reader.next()) {
                    assertTrue(reader.previous());
                }
                assertEquals(here, reader.record());
                assertEquals(at, reader.position());
            }
            if (isGiven(reader.record())) {
                back.add(new RandomLog.Written(reader.record(), reader.position()));
            }
        }
        assertEquals(log.written.subList(0, back.size()), back.reversed());
        assertAtStart(reader, log);
        assertBackwardByKind(reader, back, log);
    }

    /** Goes the same way again from one failure to the next. */
    private static void assertBackwardByKind(LogReader reader, List<RandomLog.Written> back, RandomLog log)
            throws IOException {
        List<RandomLog.Written> failures = back.stream()
                .filter(written -> written.record() instanceof LogRecord.RunRecord record
                        && record.kind() == LogRecord.RunRecord.Kind.FAILURE)
                .toList();
        if (!back.isEmpty()) {
            reader.seek(back.getFirst().position());
            assertTrue(reader.next());
        }
        List<RandomLog.Written> found = new ArrayList<>();
        if (!failures.isEmpty() && failures.getFirst().equals(back.getFirst())) {
            found.add(failures.getFirst());
        }
        while (reader.previous(LogRecord.RunRecord.Kind.FAILURE)) {
            found.add(new RandomLog.Written(reader.record(), reader.position()));
        }
        assertEquals(failures, found);
        assertAtStart(reader, log);
    }

    private static boolean isGiven(LogRecord record) {
        return !(record instanceof LogRecord.StreamStart) && !(record instanceof LogRecord.SegmentEnd);
    }

    private static void assertAt(
            LogReader reader, List<LogRecord.MessageRecord> messages, Predicate<LogRecord.MessageRecord> sought)
            throws IOException {
        Optional<LogRecord.MessageRecord> expected =
                messages.stream().filter(sought).findFirst();
        if (expected.isEmpty()) {
            while (reader.next()) {
                assertFalse(reader.record() instanceof LogRecord.MessageRecord);
            }
            return;
        }
        assertTrue(reader.next());
        assertEquals(expected.get(), reader.record());
    }

    private static Optional<LogRecord> firstGiven(LogReader reader) throws IOException {
        while (reader.next()) {
            if (isGiven(reader.record())) {
                return Optional.of(reader.record());
            }
        }
        return Optional.empty();
    }
}
