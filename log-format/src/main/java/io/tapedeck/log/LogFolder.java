package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names of a log's files. */
final class LogFolder {
    private static final String ENDING = ".tape";

    private LogFolder() {}

    static Path segment(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%06d%s", number, ENDING));
    }

    /** The segments of a folder in order, or the one file. */
    static List<Path> segments(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return List.of(log);
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    /** The file on which the writer of a log holds its lock. */
    static Path lock(Path log) {
        return Files.isDirectory(log) ? log.resolve("writer.lock") : log.resolveSibling(log.getFileName() + ".lock");
    }

    /** Whether a live writer has the log that {@code segment} belongs to, in this process or another. */
    static boolean hasWriter(Path segment) throws IOException {
        Path parent = segment.toAbsolutePath().getParent();
        return WriterLock.held(lock(segment)) || (parent != null && WriterLock.held(parent.resolve("writer.lock")));
    }
}
