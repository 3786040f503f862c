package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A client that others wrote, as it is installed: what it writes we must read, and the other way. Where it is not there,
 * the test is skipped and says so; with {@code -Dservers.required=true} it fails.
 */
final class OtherClient {
    private static final int DIGEST_CHARS = 16;

    private final List<String> command;

    private OtherClient(List<String> command) {
        this.command = command;
    }

    /** Finds a program on the PATH; {@code words} are always its first arguments. */
    static OtherClient find(String program, String... words) {
        Optional<Path> found = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            missing("there is no " + program + " on the PATH; .ci/run installs it");
        }
        List<String> command = new ArrayList<>(List.of(found.orElseThrow().toString()));
        command.addAll(List.of(words));
        return new OtherClient(command);
    }

    /**
     * Finds Node.js and the packages that {@code src/test/npm} names, which {@code .ci/run} puts into the user's cache.
     *
     * @param script one of that folder; {@code words} are always its first arguments behind the folder of the packages
     */
    static OtherClient ofNpm(String script, String... words) throws IOException {
        Path folder = Path.of(System.getProperty("tapedeck.root"), "tools", "cli", "src", "test", "npm");
        Path packages = cache().resolve("npm-" + digest(folder.resolve("package-lock.json")))
                .resolve("node_modules");
        if (!Files.isDirectory(packages)) {
            missing("there is no " + packages + "; .ci/run makes it");
        }
        List<String> all = new ArrayList<>(List.of(folder.resolve(script).toString(), packages.toString()));
        all.addAll(List.of(words));
        return find("node", all.toArray(String[]::new));
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("tapedeck");
    }

    /** As {@code .ci/run} has it in the name of the folder. */
    private static String digest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has it", e);
        }
    }

    private static void missing(String what) {
        if (Boolean.getBoolean("servers.required")) {
            fail(what);
        }
        abort(what);
    }

    /** Runs it to its end, which must be a good one; returns what it printed. */
    String run(String input, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(words));
        Path errors = Files.createTempFile("tapedeck-client", ".txt");
        Process process = new ProcessBuilder(all).redirectError(errors.toFile()).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> all + " printed " + printed + text(errors));
        Files.delete(errors);
        return printed;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
