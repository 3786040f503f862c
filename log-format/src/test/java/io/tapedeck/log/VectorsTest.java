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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsTest {
    private static final Path CHECKED_IN = Path.of(System.getProperty("tapedeck.root"), "spec", "vectors");

    @Test
    void whatIsWrittenTodayIsWhatIsCheckedIn() throws IOException {
        Map<String, byte[]> made = Vectors.make();
        assertEquals(checkedIn(), made.keySet());
        for (Map.Entry<String, byte[]> file : made.entrySet()) {
            byte[] expected = Files.readAllBytes(CHECKED_IN.resolve(file.getKey()));
            assertArrayEquals(expected, file.getValue(), file.getKey());
            assertTrue(expected.length < 48 * 1024, file.getKey());
        }
    }

    private static Set<String> checkedIn() throws IOException {
        try (Stream<Path> files = Files.walk(CHECKED_IN)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> CHECKED_IN.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals("README.md"))
                    .collect(Collectors.toSet());
        }
    }

    /** The logs of the vectors, by name: one file, or a folder. */
    static Map<String, Path> logs() throws IOException {
        Map<String, Path> logs = new TreeMap<>();
        for (String name : checkedIn()) {
            if (name.endsWith(".tape")) {
                String log = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
                logs.put(log.replace(".tape", ""), CHECKED_IN.resolve(log));
            }
        }
        return logs;
    }

    @Test
    void whatIsCheckedInReadsAsExpected() throws IOException {
        for (Map.Entry<String, Path> log : logs().entrySet()) {
            byte[] expected = Files.readAllBytes(CHECKED_IN.resolve(log.getKey() + ".json"));
            assertArrayEquals(expected, VectorsJson.log(log.getValue()), log.getKey());
        }
    }

    @Test
    void whatIsSavedTellsOfTheSameDamageAsTheVerifier() throws IOException {
        for (Map.Entry<String, Path> log : logs().entrySet()) {
            try (LogSalvage salvage = LogSalvage.open(log.getValue())) {
                while (salvage.next()) {
                    // The damages are known in the end.
                }
                LogVerifier.Report report = LogVerifier.verify(log.getValue());
                assertEquals(
                        report.damages(),
                        salvage.damages().stream()
                                .map(LogSalvage.FileDamage::damage)
                                .toList(),
                        log.getKey());
                assertEquals(report.messagesLost(), salvage.messagesLost(), log.getKey());
            }
        }
    }

    @Test
    void whatIsNotDamagedIsReadByTheStrictReaderToo() throws IOException {
        for (Map.Entry<String, Path> log : logs().entrySet()) {
            if (LogVerifier.verify(log.getValue()).intact()) {
                assertEquals(salvaged(log.getValue()), read(log.getValue()), log.getKey());
            }
        }
    }

    @Test
    void everyDamagedVectorCanBeRepaired(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, Path> log : logs().entrySet()) {
            Path repaired = folder.resolve(log.getKey() + ".tape");
            List<LogRecord> saved = RepairCheck.given(salvaged(log.getValue()));
            if (salvaged(log.getValue()).isEmpty()) {
                assertThrows(
                        LogException.NotALog.class,
                        () -> LogRepairer.repair(log.getValue(), repaired, LogProgress.NONE));
                continue;
            }
            LogRepairer.Report report = LogRepairer.repair(log.getValue(), repaired, LogProgress.NONE);
            assertEquals(LogVerifier.verify(log.getValue()).messagesLost(), report.messagesLost(), log.getKey());
            assertEquals(List.of(), LogVerifier.verify(repaired).damages(), log.getKey());
            assertEquals(saved, RepairCheck.given(salvaged(repaired)), log.getKey());
        }
    }

    private static List<LogRecord> salvaged(Path log) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (LogSalvage salvage = LogSalvage.open(log)) {
            while (salvage.next()) {
                records.add(salvage.record());
            }
        }
        return records;
    }

    private static List<LogRecord> read(Path log) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (LogReader reader = LogReader.open(log)) {
            while (reader.next()) {
                if (!(reader.record() instanceof LogRecord.SegmentEnd)) {
                    records.add(reader.record());
                }
            }
        }
        return records;
    }
}
