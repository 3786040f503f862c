package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the log commands say of files that they cannot read, and of targets that they cannot make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogWrongInputTest {
    @TempDir
    private static Path folder;

    private InProcess tapedeck;
    private Path log = Path.of("");

    @BeforeAll
    void start() throws IOException {
        tapedeck = new InProcess(folder);
        log = LogCommands.orders(folder.resolve("orders.tape"), 50);
    }

    @AfterAll
    void stop() {
        tapedeck.close();
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Every command that reads a log, for one file; what it would make is called {@code made}. */
    private static Map<String, List<String>> commandsFor(String file) {
        return Map.of(
                "info", List.of("log", "info", file),
                "cat", List.of("log", "cat", file),
                "seek", List.of("log", "seek", file, "#1"),
                "verify", List.of("log", "verify", file),
                "repair", List.of("log", "repair", file, "--out", path("made.tape")),
                "merge", List.of("log", "merge", file, "--out", path("made.tape")),
                "split", List.of("log", "split", file, "--out", path("made"), "--by", "stream"),
                "export", List.of("log", "export", file, path("made.ndjson")),
                "compact", List.of("log", "compact", file));
    }

    private Shelled.Result run(List<String> words) throws IOException {
        return tapedeck.run(words.toArray(String[]::new));
    }

    /** Each of the commands refuses a file with this sentence, and makes nothing. */
    private void assertRefused(String file, int exit, String sentence, String... but) throws IOException {
        for (var command : commandsFor(file).entrySet()) {
            if (List.of(but).contains(command.getKey())) {
                continue;
            }
            Shelled.Result result = run(command.getValue());
            assertEquals(exit, result.exit(), command + " " + result);
            assertTrue(result.err().contains(sentence), command + " " + result);
            assertEquals("", result.out(), command.toString());
            for (String made : List.of("made.tape", "made", "made.ndjson")) {
                assertFalse(Files.exists(folder.resolve(made)), command + " made " + made);
            }
        }
    }

    @Test
    void aFileOfANewerVersionIsNotCalledDamaged() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(8, (short) 2);
        CRC32C header = new CRC32C();
        header.update(bytes.array(), 0, 124);
        CRC32C mask = new CRC32C();
        mask.update(bytes.array(), 16, 16);
        mask.update(bytes.array(), 12, 4);
        bytes.putInt(124, (int) header.getValue() ^ (int) mask.getValue());
        Files.write(folder.resolve("newer.tape"), bytes.array());
        assertRefused(
                path("newer.tape"), 1, "has format version 2; this Tapedeck reads up to version 1, use a newer one");
        bytes.putInt(124, 0);
        Files.write(folder.resolve("broken.tape"), bytes.array());
        Shelled.Result broken = tapedeck.run("log", "verify", path("broken.tape"));
        assertEquals(3, broken.exit(), "a version is believed only where the checksum holds");
    }

    @Test
    void anEmptyFileIsDamagedAndCalledEmpty() throws IOException {
        Files.createFile(folder.resolve("empty.tape"));
        for (String command : List.of("info", "seek")) {
            Shelled.Result result = run(commandsFor(path("empty.tape")).get(command));
            assertEquals(3, result.exit(), result.toString());
            assertTrue(result.err().contains("(header): it is empty"), result.err());
        }
        Shelled.Result cat = tapedeck.run("log", "cat", path("empty.tape"));
        assertEquals(3, cat.exit());
        assertTrue(cat.err().contains("at 0   header, 0 bytes"), cat.err());
        Shelled.Result verify = tapedeck.run("log", "verify", path("empty.tape"));
        assertEquals(3, verify.exit());
        assertTrue(verify.out().contains("nothing to repair"), verify.out());
        Files.createFile(folder.resolve("empty.ss"));
        for (String command : List.of("info", "seek", "cat")) {
            Shelled.Result result = run(commandsFor(path("empty.ss")).get(command));
            assertEquals(3, result.exit(), result.toString());
            assertTrue(result.err().contains("it is empty"), result.err());
        }
        Files.createFile(folder.resolve("empty.ndjson"));
        assertEquals(
                0,
                tapedeck.run("log", "import", path("empty.ndjson"), path("of-nothing.tape"))
                        .exit());
        assertEquals(0, tapedeck.run("log", "verify", path("of-nothing.tape")).exit());
    }

    @Test
    void whatCannotBeOpenedIsSaidInASentence() throws IOException {
        Files.createSymbolicLink(folder.resolve("dangling.tape"), Path.of("nowhere.tape"));
        assertRefused(path("dangling.tape"), 1, "there is no ");
        Files.createSymbolicLink(folder.resolve("loop.tape"), Path.of("loop.tape"));
        assertRefused(path("loop.tape"), 1, "loop.tape");
        Files.createDirectories(folder.resolve("folder.tape"));
        assertRefused(path("folder.tape"), 1, "holds no segment of a log");
    }

    @Test
    void whatMayNotBeReadIsSaidInASentence() throws IOException {
        Path secret = LogCommands.orders(folder.resolve("secret.tape"), 3);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret), "SKIPPED: this user reads everything, permissions or not");
        assertRefused(secret.toString(), 1, "no permission for ");
    }

    @Test
    void whatIsNoLogIsRefusedWithAHint() throws IOException {
        Files.writeString(folder.resolve("text.txt"), "this is text");
        assertRefused(path("text.txt"), 1, "./tapedeck log import makes one of", "export");
        Files.writeString(folder.resolve("text.ss"), "this is text");
        assertRefused(path("text.ss"), 1, "is the ending .ss right?", "repair", "merge", "split", "compact");
        assertEquals(
                0,
                tapedeck.run("log", "export", log.toString(), path("real.ss")).exit());
        assertRefused(
                path("real.ss"),
                1,
                "./tapedeck log import " + path("real.ss"),
                "info",
                "cat",
                "seek",
                "verify",
                "export");
    }

    @Test
    void mergingAFileWithItselfIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("same.tape"), log);
        for (String second : List.of(log.toString(), path("./orders.tape"), path("same.tape"))) {
            Shelled.Result result =
                    tapedeck.run("log", "merge", log.toString(), second, "--out", path("twice.tape"), "--allow-loss");
            assertEquals(2, result.exit(), result.toString());
            assertTrue(result.err().contains(second + " is named twice"), result.err());
            assertFalse(Files.exists(folder.resolve("twice.tape")));
        }
        Files.copy(log, folder.resolve("copy.tape"));
        Shelled.Result copy =
                tapedeck.run("log", "merge", log.toString(), path("copy.tape"), "--out", path("twice.tape"));
        assertEquals(3, copy.exit(), "a copy under another name is another log, whose sequences are taken");
        assertTrue(copy.err().contains("copy.tape: message orders/0@1 comes after orders/0@1"), copy.err());
    }

    @Test
    void aTargetThatIsThereStaysAsItIs() throws IOException {
        byte[] before = {1, 2, 3};
        Path lines = Files.writeString(folder.resolve("lines.ndjson"), "1\n");
        for (List<String> words : List.of(
                List.of("log", "export", log.toString(), path("taken.ndjson")),
                List.of("log", "export", log.toString(), path("taken.ss")),
                List.of("log", "import", lines.toString(), path("taken.tape")),
                List.of("log", "repair", log.toString(), "--out", path("taken.tape")),
                List.of("log", "merge", log.toString(), "--out", path("taken.tape")),
                List.of("log", "split", log.toString(), "--by", "stream", "--out", path("taken")))) {
            Path target = folder.resolve(words.stream()
                    .filter(word -> word.contains("taken"))
                    .findFirst()
                    .orElseThrow());
            Files.write(target, before);
            Shelled.Result result = run(words);
            assertEquals(1, result.exit(), words + " " + result);
            String sentence = words.contains("split") ? "is no folder; name a new one" : "is there already";
            assertTrue(result.err().contains(sentence), words + " " + result);
            assertArrayEquals(before, Files.readAllBytes(target), words.toString());
            Files.delete(target);
        }
        Shelled.Result homeless = tapedeck.run("log", "export", log.toString(), path("no/folder/x.ndjson"));
        assertEquals(1, homeless.exit());
        assertTrue(homeless.err().contains("there is no folder " + path("no/folder")), homeless.err());
    }
}
