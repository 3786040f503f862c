package io.tapedeck.controller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code log/} with the segments and {@code checkpoint/} with LMDB's files.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    /** The folder of the log's segments. */
    public Path log() {
        return path.resolve("log");
    }

    Path checkpoint() {
        return path.resolve("checkpoint");
    }

    /** Whether this looks like a run's folder. */
    boolean exists() {
        return Files.isDirectory(log());
    }

    /** Whether there is a segment of a log: a run that got no further recorded nothing. */
    boolean hasLog() throws IOException {
        if (!exists()) {
            return false;
        }
        try (Stream<Path> files = Files.list(log())) {
            return files.anyMatch(file -> file.toString().endsWith(".tape"));
        }
    }

    /** How the run was started. */
    public RunStart start() throws IOException {
        try (RunLogReader log = RunLogReader.open(log())) {
            return log.start();
        }
    }
}
