package io.tapedeck.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is asked of verifying, reading, saving and repairing, whatever the damage. */
final class DamageCheck {
    private final DamageSubject subject;
    private final Path folder;
    private final Path repaired;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Long> durableTo = new HashMap<>();

    DamageCheck(DamageSubject subject, Path folder) throws IOException {
        this.subject = subject;
        this.folder = folder;
        repaired = folder.resolve("repaired.tape");
        Path log = DamageSubject.write(folder, subject.files());
        for (LogRecord record : new Salvaged(log).records) {
            if (record instanceof LogRecord.StreamStart start) {
                names.put(start.id(), start.stream() + "/" + start.shard());
            }
        }
        for (LogVerifier.Segment segment : LogVerifier.verify(log).segments()) {
            durableTo.put(segment.file().getFileName().toString(), segment.durableTo());
        }
    }

    /** What could be saved. */
    private static final class Salvaged {
        final List<LogRecord> records = new ArrayList<>();
        final List<Damage> damages;
        final long messagesLost;

        Salvaged(Path log) throws IOException {
            try (LogSalvage salvage = LogSalvage.open(log)) {
                while (salvage.next()) {
                    records.add(salvage.record());
                }
                damages = salvage.damages().stream()
                        .map(LogSalvage.FileDamage::damage)
                        .toList();
                messagesLost = salvage.messagesLost();
            }
        }

        /** The records that the writer was given. */
        List<LogRecord> given() {
            return records.stream()
                    .filter(record -> !(record instanceof LogRecord.StreamStart))
                    .toList();
        }
    }

    void check(DamageKinds.Case damaged) throws IOException {
        Path log = DamageSubject.write(folder, damaged.files());
        LogVerifier.Report report;
        try {
            report = LogVerifier.verify(log);
        } catch (LogException.NotALog e) {
            assertFalse(subject.inFolder());
            assertFalse(Arrays.equals(first(damaged.files()), 0, 8, first(subject.files()), 0, 8));
            return;
        }
        Salvaged salvaged = new Salvaged(log);
        assertEquals(report.damages(), salvaged.damages);
        assertEquals(report.messagesLost(), salvaged.messagesLost);
        assertNothingInvented(salvaged);
        assertStrictReaderGivesAPrefix(log);
        assertStrictReaderSkipsNothingBackward(log);
        assertFound(damaged, report, salvaged);
        assertLost(damaged, report, salvaged);
        assertRepaired(log, damaged, salvaged);
    }

    private static byte[] first(Map<String, byte[]> files) {
        return Arrays.copyOf(files.values().iterator().next(), 8);
    }

    private void assertNothingInvented(Salvaged salvaged) {
        int at = 0;
        for (LogRecord record : salvaged.records) {
            if (record instanceof LogRecord.StreamStart start) {
                assertEquals(names.get(start.id()), start.stream() + "/" + start.shard());
            } else {
                while (at < subject.written().size()
                        && !subject.written().get(at).equals(record)) {
                    at++;
                }
                assertTrue(at < subject.written().size(), () -> "not written, or out of its order: " + record);
                at++;
            }
        }
    }

    private void assertStrictReaderGivesAPrefix(Path log) throws IOException {
        int at = 0;
        try (LogReader reader = LogReader.open(log)) {
            while (reader.next()) {
                LogRecord record = reader.record();
                if (!(record instanceof LogRecord.StreamStart) && !(record instanceof LogRecord.SegmentEnd)) {
                    assertTrue(at < subject.written().size());
                    assertEquals(subject.written().get(at++), record);
                }
            }
        } catch (LogException expected) {
            assertFalse(expected.getMessage().isEmpty());
        }
    }

    /** From the end back, whatever is given stands side by side. */
    private void assertStrictReaderSkipsNothingBackward(Path log) throws IOException {
        List<LogRecord> back = new ArrayList<>();
        try (LogReader reader = LogReader.open(log)) {
            reader.seekOrdinal(Long.MAX_VALUE);
            while (reader.previous()) {
                if (!(reader.record() instanceof LogRecord.StreamStart)
                        && !(reader.record() instanceof LogRecord.SegmentEnd)) {
                    back.add(reader.record());
                }
            }
        } catch (LogException expected) {
            assertFalse(expected.getMessage().isEmpty());
        }
        assertTrue(Collections.indexOfSubList(subject.written(), back.reversed()) >= 0, () -> "backward: " + back);
    }

    private void assertFound(DamageKinds.Case damaged, LogVerifier.Report report, Salvaged salvaged) {
        List<LogRecord> given = salvaged.given();
        if (report.intact()) {
            // An older mark speaks of less, and nothing else was taken back.
            assertTrue(damaged.stale() && subject.isSealed(), "not found");
            assertEquals(subject.written(), given);
        }
        if (subject.isSealed()) {
            return;
        }
        boolean unfinishedOnly = report.damages().stream().allMatch(damage -> damage.kind() == Damage.Kind.UNFINISHED);
        if (!isBelowMark(damaged)) {
            assertTrue(unfinishedOnly, () -> "above the mark: " + report.damages());
            assertEquals(durable(), given.subList(0, subject.durable()));
        } else if (!damaged.stale()) {
            assertFalse(unfinishedOnly, "not found");
        }
    }

    private List<LogRecord> durable() {
        return subject.written().subList(0, subject.durable());
    }

    private boolean isBelowMark(DamageKinds.Case damaged) {
        return damaged.files().entrySet().stream().anyMatch(file -> {
            byte[] before = subject.files().get(file.getKey());
            int mark = (int) (long) durableTo.getOrDefault(
                    file.getKey(), durableTo.values().iterator().next());
            return file.getValue().length < mark || !Arrays.equals(file.getValue(), 0, mark, before, 0, mark);
        });
    }

    /** Every message is either read or told to be lost, and none is both, as far as anything tells. */
    private void assertLost(DamageKinds.Case damaged, LogVerifier.Report report, Salvaged salvaged) {
        Set<String> read = places(salvaged.given());
        Set<String> all = places(subject.written());
        Set<String> lost = new HashSet<>();
        for (Damage damage : report.damages()) {
            for (Damage.Lost range : damage.lost()) {
                assertTrue(range.first() <= range.last());
                for (long sequence = range.first(); sequence <= range.last(); sequence++) {
                    String place = range.stream() + "/" + range.shard() + "@" + sequence;
                    assertTrue(lost.add(place), () -> "told twice: " + range);
                    assertFalse(read.contains(place), () -> place + " is read and said to be lost");
                    assertTrue(!subject.contiguous() || all.contains(place), () -> place + " never was");
                }
            }
        }
        long missing = ordinals(subject.written()) - ordinals(salvaged.given());
        assertTrue(report.messagesLost() <= missing, () -> report.messagesLost() + " lost, not " + missing);
        if (report.segments().getLast().sealed()) {
            assertEquals(missing, report.messagesLost());
            all.removeAll(read);
            lost.forEach(all::remove);
            // Where sequences have gaps of their own, a message may be counted but not named.
            boolean countedOnly = !subject.contiguous() && missing > 0;
            assertTrue(countedOnly || all.isEmpty(), () -> all + " neither read nor said to be lost: " + report);
        } else if (!damaged.stale() && report.durableTo() > 0) {
            long durable = report.durableTo() - ordinals(salvaged.given());
            assertTrue(report.messagesLost() >= durable, () -> report.messagesLost() + " lost, at least " + durable);
        }
    }

    private static Set<String> places(List<LogRecord> records) {
        Set<String> places = new HashSet<>();
        for (LogRecord record : records) {
            if (record instanceof LogRecord.MessageRecord message) {
                places.add(message.message().place());
            }
        }
        return places;
    }

    /** The messages, replacements not counted. */
    private static long ordinals(List<LogRecord> records) {
        return records.stream()
                .filter(LogRecord.MessageRecord.class::isInstance)
                .map(record -> ((LogRecord.MessageRecord) record).ordinal())
                .distinct()
                .count();
    }

    private void assertRepaired(Path log, DamageKinds.Case damaged, Salvaged salvaged) throws IOException {
        Files.deleteIfExists(repaired);
        if (salvaged.records.isEmpty()) {
            assertThrows(LogException.NotALog.class, () -> repair(log));
        } else {
            LogRepairer.Report report = repair(log);
            assertEquals(salvaged.messagesLost, report.messagesLost());
            LogVerifier.Report result = LogVerifier.verify(repaired);
            assertEquals(List.of(), result.damages(), "repaired");
            assertEquals(0, result.messagesLost());
            List<LogRecord> given = RepairCheck.given(salvaged.records);
            assertEquals(given, RepairCheck.given(new Salvaged(repaired).records));
            assertEquals(given.size(), report.records());
        }
        assertFilesUntouched(log, damaged.files());
    }

    private LogRepairer.Report repair(Path log) throws IOException {
        return LogRepairer.repair(log, repaired, RandomLog.id(99), UnforcedStorage.MACHINE, LogProgress.NONE);
    }

    private static void assertFilesUntouched(Path log, Map<String, byte[]> files) throws IOException {
        if (!Files.isDirectory(log)) {
            assertArrayEquals(files.values().iterator().next(), Files.readAllBytes(log));
            return;
        }
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertArrayEquals(file.getValue(), Files.readAllBytes(log.resolve(file.getKey())));
        }
    }
}
