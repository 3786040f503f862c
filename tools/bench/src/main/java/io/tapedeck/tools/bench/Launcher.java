package io.tapedeck.tools.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Starts Tapedeck in processes of their own, as a user does.
 *
 * @param command the words that stand before those of a command
 */
public record Launcher(List<String> command) {
    /** Named by the launcher itself. */
    private static final String ROOT = "tapedeck.root";

    /** What a process prints, in the folder in which it is started. */
    static final String OUTPUT = "output.txt";

    private static final long LOOK_MILLIS = 2;

    /** Copies the command. */
    public Launcher {
        command = List.copyOf(command);
    }

    /** The script that started this process; empty where none did. */
    public static Optional<Launcher> ofThisProcess() {
        return Optional.ofNullable(System.getProperty(ROOT))
                .map(root -> Path.of(root, "tapedeck"))
                .filter(Files::isExecutable)
                .map(script -> new Launcher(List.of(script.toString())));
    }

    /** The class path of what the launcher keeps aside, in a folder of that name; empty where it was not built. */
    static Optional<String> classPath(String name) {
        return Optional.ofNullable(System.getProperty(ROOT))
                .map(root -> Path.of(root, "tools", "cli", "target", "dist", name))
                .filter(Files::isDirectory)
                .map(folder -> folder.resolve("*").toString());
    }

    /** The launcher, or the reason why there is nothing to measure. */
    static Launcher required(Optional<Launcher> launcher) throws CannotStartException {
        return launcher.orElseThrow(() -> new CannotStartException("this process was not started by ./tapedeck"));
    }

    /** A process that was started; it is killed when this is closed. */
    static final class Child implements AutoCloseable {
        private final Process process;
        private final Path output;

        private Child(Process process, Path output) {
            this.process = process;
            this.output = output;
        }

        /** Waits until the process has brought something about. */
        void await(Limit limit, BooleanSupplier done) throws IOException {
            while (!done.getAsBoolean()) {
                limit.check();
                if (pause()) {
                    throw new IllegalStateException("the process ended with exit code " + process.exitValue()
                            + " before it had done its work: " + Files.readString(output, StandardCharsets.UTF_8));
                }
            }
        }

        /** Waits until the process ends; it has to succeed. */
        void awaitEnd(Limit limit) throws IOException {
            while (!pause()) {
                limit.check();
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "exit code " + process.exitValue() + ": " + Files.readString(output, StandardCharsets.UTF_8));
            }
        }

        /** Waits a little; whether the process has ended. */
        private boolean pause() {
            try {
                return process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a process was measured", e);
            }
        }

        /** Kills the process as {@code kill -9} does, and waits until it is gone. */
        @Override
        public void close() {
            while (process.destroyForcibly().isAlive()) {
                pause();
            }
        }
    }

    /** Starts a command in a folder; what it prints goes to a file there. */
    Child start(Path folder, String... arguments) throws IOException {
        Path output = folder.resolve(OUTPUT);
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(command.stream(), Stream.of(arguments)).toList());
        Process process = builder.directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Child(process, output);
    }

    /** Runs a command to its end; returns how long that took. */
    long run(Path folder, Limit limit, String... arguments) throws IOException {
        long start = System.nanoTime();
        try (Child child = start(folder, arguments)) {
            child.awaitEnd(limit);
        }
        return System.nanoTime() - start;
    }
}
