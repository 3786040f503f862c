package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Log commands on a disk that becomes full: a small file system in memory, where this user may mount one. */
final class LogFullDiskTest {
    private static final int DISK_KIB = 512;

    @TempDir
    private Path folder;

    private Path disk = Path.of("");
    private Optional<SmallDisk> mounted = Optional.empty();

    @BeforeEach
    void mount() throws Exception {
        disk = folder.resolve("disk");
        mounted = Optional.of(SmallDisk.mount(disk, DISK_KIB));
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted.isPresent()) {
            mounted.get().close();
        }
    }

    private static void write(Path log, int messages) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        try (LogWriter writer = LogWriter.createFile(log, LogUse.STREAMS, new UUID(1, 2), LogCommands.settings())) {
            for (int i = 1; i <= messages; i++) {
                String noise = Long.toHexString(random.nextLong()).repeat(60);
                LogCommands.append(writer, LogCommands.message("s", 0, i, i, Value.map("text", Value.of(noise))));
            }
        }
    }

    private List<String> onDisk() throws IOException {
        try (Stream<Path> files = Files.list(disk)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    @Timeout(120)
    void whatDoesNotFitIsRemovedAndSaid() throws Exception {
        Path log = folder.resolve("large.tape");
        write(log, 2_000);
        assertTrue(Files.size(log) > 2 * DISK_KIB * 1024L);
        try (InProcess tapedeck = new InProcess(folder)) {
            for (List<String> words : List.of(
                    List.of(
                            "log",
                            "export",
                            log.toString(),
                            disk.resolve("x.ndjson").toString()),
                    List.of(
                            "log",
                            "export",
                            log.toString(),
                            disk.resolve("x.csv").toString()),
                    List.of(
                            "log",
                            "export",
                            log.toString(),
                            disk.resolve("x.ss").toString()),
                    List.of(
                            "log",
                            "import",
                            log.toString(),
                            disk.resolve("x.tape").toString()),
                    List.of(
                            "log",
                            "repair",
                            log.toString(),
                            "--out",
                            disk.resolve("x.tape").toString()),
                    List.of(
                            "log",
                            "merge",
                            log.toString(),
                            "--out",
                            disk.resolve("x.tape").toString()),
                    List.of(
                            "log",
                            "split",
                            log.toString(),
                            "--by",
                            "count=100",
                            "--out",
                            disk.resolve("parts").toString()))) {
                Shelled.Result result = tapedeck.run(words.toArray(String[]::new));
                assertEquals(1, result.exit(), words + " " + result);
                assertTrue(result.err().contains("✗ the disk is full"), words + " " + result.err());
                assertEquals(1, result.err().lines().count(), words + " " + result.err());
                assertEquals(List.of(), onDisk(), words.toString());
            }
        }
    }

    @Test
    @Timeout(120)
    void aLogThatCannotBePackedStaysAsItIs() throws Exception {
        Path log = disk.resolve("log.tape");
        write(log, 300);
        byte[] before = Files.readAllBytes(log);
        mounted.orElseThrow().fill(0);
        Shelled.Result result = new Shelled(folder).run("log", "compact", log.toString());
        assertEquals(1, result.exit(), result.toString());
        assertTrue(result.err().contains("the disk is full"), result.err());
        assertArrayEquals(before, Files.readAllBytes(log));
        assertTrue(onDisk().stream().noneMatch(name -> name.endsWith(".new")), onDisk().toString());
    }
}
