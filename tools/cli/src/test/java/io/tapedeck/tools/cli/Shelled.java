package io.tapedeck.tools.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line in processes of its own, as a shell would start it, in a folder of the test's. */
final class Shelled implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<String> flags;
    private final boolean compiled;
    private Optional<InProcess> staying = Optional.empty();

    Shelled(Path folder) {
        this(folder, List.of(), false);
    }

    /** One whose commands run in a process that stays, which saves their starts; what differs in flags has its own. */
    static Shelled staying(Path folder, String... flags) throws IOException {
        Shelled shelled = new Shelled(folder).withFlags(flags);
        shelled.staying = Optional.of(new InProcess(folder, shelled));
        return shelled;
    }

    private Shelled(Path folder, List<String> flags, boolean compiled) {
        this.folder = folder;
        this.flags = flags;
        this.compiled = compiled;
    }

    Shelled withFlags(String... more) {
        return new Shelled(folder, List.of(more), compiled);
    }

    /** With GraalPy's compiler, as the launcher runs what may run long. */
    Shelled compiled() {
        return new Shelled(folder, flags, true);
    }

    /** What a command left. */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new AssertionError("not one JSON object: " + this, e);
            }
        }

        List<JsonNode> jsonLines() {
            return out.lines().map(line -> new Result(exit, line, err).json()).toList();
        }
    }

    /** Runs a command to its end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        return staying.isPresent() ? staying.get().run(arguments) : runOn("", arguments);
    }

    /** Runs a command to its end, with a text on its standard input. */
    Result runOn(String input, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("tapedeck-out", ".txt");
        Path err = Files.createTempFile("tapedeck-err", ".txt");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("no end after 5 minutes: " + List.of(arguments) + "\n" + Files.readString(err));
        }
        // The JVM itself tells of JAVA_TOOL_OPTIONS there.
        String errors = Files.readString(err).replaceAll("(?m)^Picked up .*\\R", "");
        return new Result(process.exitValue(), Files.readString(out), errors);
    }

    /** Starts a command, its output passed over. */
    Process start(String... arguments) throws IOException {
        return builder(arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag ->
                        !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib") && !flag.startsWith("-Xm"))
                .forEach(command::add);
        if (!compiled) {
            command.removeIf(flag -> flag.contains("JVMCI") || flag.contains("upgrade-module-path"));
            command.add("-XX:TieredStopAtLevel=1"); // what runs for seconds does not get back what the best code costs
        }
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // they are among the flags, and a JVM would tell of them
        return builder;
    }

    /** Removes all that a test left in the folder, runs and files. */
    void clear() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Copies a file of {@code processors/examples}. */
    Path example(String path) throws IOException {
        Path source = Path.of(System.getProperty("tapedeck.root"), "processors", "examples")
                .resolve(path);
        Path target = folder.resolve(source.getFileName().toString());
        return Files.copy(source, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** The segments of the only run below {@code .tapedeck}. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(".tapedeck"))) {
            return files.filter(file -> file.toString().endsWith(".tape"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        staying.ifPresent(InProcess::close);
    }
}
