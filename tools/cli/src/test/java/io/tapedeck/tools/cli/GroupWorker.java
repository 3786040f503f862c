package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One of several who share a stream: a {@code run} in a process of its own. */
final class GroupWorker implements AutoCloseable {
    private static final int KILLED = 137;

    private final Shelled tapedeck;
    private final String pipeline;
    private final String data;
    private final String name;
    private final List<String> more;
    private Process process;

    /** Starts it with a data folder of its own, which may be that of a run which it goes on with. */
    GroupWorker(Shelled tapedeck, String pipeline, String data) throws IOException {
        this(tapedeck, pipeline, data, data);
    }

    /**
     * Starts it.
     *
     * @param name what it prints goes to files of this name
     * @param more options of {@code run}
     */
    GroupWorker(Shelled tapedeck, String pipeline, String data, String name, String... more) throws IOException {
        this.tapedeck = tapedeck;
        this.pipeline = pipeline;
        this.data = data;
        this.name = name;
        this.more = List.of(more);
        process = launch();
    }

    private Process launch() throws IOException {
        List<String> words = new ArrayList<>(List.of("run", pipeline, "--data", data, "--json"));
        words.addAll(more);
        return tapedeck.builder(words.toArray(String[]::new))
                .redirectOutput(file("out").toFile())
                .redirectError(file("err").toFile())
                .start();
    }

    private Path file(String what) {
        return tapedeck.path(name + "." + what);
    }

    void startAgain() throws IOException {
        assertTrue(!process.isAlive());
        process = launch();
    }

    Process process() {
        return process;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as Ctrl-C does. */
    JsonNode stop() throws IOException, InterruptedException {
        process.destroy();
        JsonNode summary = await(0);
        assertEquals("stopped", summary.get("state").asText(), summary.toString());
        return summary;
    }

    /** What it printed when it ended. */
    JsonNode await(int exit) throws IOException, InterruptedException {
        assertEquals(exit, process.waitFor(), this::said);
        return new Shelled.Result(exit, Files.readString(file("out")), "").json();
    }

    /** {@code kill -9}; whether it was still there. */
    boolean kill() throws InterruptedException {
        process.destroyForcibly();
        return process.waitFor() == KILLED;
    }

    /** What it recorded so far, in bytes. */
    long logBytes() throws IOException {
        Path folder = tapedeck.path(data);
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path segment :
                    files.filter(path -> path.toString().endsWith(".tape")).toList()) {
                bytes += Files.size(segment);
            }
            return bytes;
        } catch (java.io.UncheckedIOException | NoSuchFileException e) {
            return 0; // a run that is being made
        }
    }

    /** The run is what it was recorded as; what it took and made. */
    JsonNode verify() throws IOException, InterruptedException {
        Shelled.Result verified = tapedeck.run("verify", "latest", "--data", data, "--json");
        assertEquals(0, verified.exit(), verified.toString());
        return verified.json();
    }

    /** What it printed, to be shown where a test fails. */
    String said() {
        try {
            return name + ": " + Files.readString(file("out")) + Files.readString(file("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    static String said(List<GroupWorker> workers) {
        return String.join("\n", workers.stream().map(GroupWorker::said).toList());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
