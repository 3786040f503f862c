package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapedeck.log.LogSettings;
import io.tapedeck.log.LogUse;
import io.tapedeck.log.LogWriter;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher and what its streams are: a terminal, made by {@code script} of util-linux, a file, or a pipe. It is
 * the real launcher, in a root that looks built, with a java that puts the test's class path in the place of the
 * distribution's.
 */
@Timeout(120)
final class LogTerminalTest {
    private static final String ERASE = "\r\033[K";

    @TempDir
    private Path folder;

    private Path makeRoot() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Path source = Path.of(System.getProperty("tapedeck.root"));
        Files.copy(source.resolve("tapedeck"), root.resolve("tapedeck"));
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.writeString(root.resolve(".mvn/java25.sh"), "JAVA_HOME='" + folder.resolve("jdk") + "'\n");
        Files.createDirectories(root.resolve("tools/cli/target/dist/lib"));
        Files.createFile(root.resolve("tools/cli/target/dist/built"));
        Files.createDirectories(root.resolve("target/launcher"));
        Path tried = Files.createFile(root.resolve("target/launcher/aot.tried"));
        Files.setLastModifiedTime(tried, FileTime.fromMillis(System.currentTimeMillis() + 3_600_000));
        Path java = bin.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                count=$#
                while [ "$count" -gt 0 ]; do
                  word=$1
                  shift
                  count=$((count - 1))
                  if [ "$word" = -cp ]; then
                    shift
                    count=$((count - 1))
                    set -- "$@" -cp '%s'
                  else
                    set -- "$@" "$word"
                  fi
                done
                exec '%s' "$@"
                """.formatted(
                System.getProperty("java.class.path"), Path.of(System.getProperty("java.home"), "bin", "java")));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return root.resolve("tapedeck");
    }

    private Path large() throws IOException {
        Path log = folder.resolve("large.tape");
        LogSettings settings = LogSettings.of(io.tapedeck.log.Durability.OS);
        try (LogWriter writer = LogWriter.createFile(log, LogUse.STREAMS, new UUID(1, 2), settings)) {
            Value value = Value.of("0123456789abcdef".repeat(2_000));
            for (int i = 1; i <= 4_000; i++) {
                LogCommands.append(writer, LogCommands.message("s", 0, i, i, value));
            }
        }
        return log;
    }

    private String shell(String... words) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // a JVM would tell of them
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        return out;
    }

    /** What a terminal shows of a command. */
    private String onTerminal(String command) throws Exception {
        return shell("script", "-qec", command, "/dev/null");
    }

    private static boolean hasScript() {
        try {
            Process process = new ProcessBuilder("script", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.contains("util-linux");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void progressIsShownOnATerminalOnly() throws Exception {
        assumeTrue(hasScript(), "SKIPPED: there is no script of util-linux to make a terminal");
        String verify = makeRoot() + " log verify " + large();
        String both = onTerminal(verify);
        assertTrue(both.contains(ERASE + "verifying  "), both);
        assertTrue(both.contains("is intact: "), both);

        String outOnly = onTerminal(verify + " 2>err");
        assertFalse(outOnly.contains(ERASE), outOnly);
        assertTrue(outOnly.contains("is intact: "), outOnly);
        assertEquals("", Files.readString(folder.resolve("err")), "progress is for people");

        String errOnly = onTerminal(verify + " --json >out");
        assertTrue(errOnly.contains(ERASE + "verifying  "), errOnly);
        String json = Files.readString(folder.resolve("out"));
        assertEquals(1, json.lines().count(), json);
        assertTrue(json.startsWith("{\"records\":"), json);
    }

    @Test
    void aShellsPipeThatIsClosedEarlyIsNoError() throws Exception {
        Path log = LogCommands.orders(folder.resolve("big.tape"), 50_000);
        String launcher = makeRoot().toString();
        for (List<String> way :
                List.of(List.of("cat " + log, "#1  "), List.of("export " + log + " -", "{\"stream\""))) {
            String command = launcher + " log " + way.getFirst();
            String out = shell("sh", "-c", "{ " + command + " 2>err; echo $? >exit; } | head -n 1");
            assertTrue(out.startsWith(way.getLast()) && out.lines().count() == 1, out);
            assertEquals("", Files.readString(folder.resolve("err")), command);
            assertEquals("0\n", Files.readString(folder.resolve("exit")), command);
        }
    }
}
