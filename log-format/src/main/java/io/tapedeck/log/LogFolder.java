package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of a log's files. */
final class LogFolder {
    private static final String ENDING = ".tape";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6,9}");
    private static final Comparator<Path> ORDER = Comparator.<Path>comparingInt(
                    file -> file.getFileName().toString().length())
            .thenComparing(Path::getFileName);

    private LogFolder() {}

    /** Makes a log's folder, and those above it, where they are missing, and makes their names durable. */
    static void create(Path folder, LogStorage storage, Durability durability) throws IOException {
        List<Path> above = new ArrayList<>();
        Path at = folder.toAbsolutePath();
        for (Path parent = at.getParent(); parent != null && !Files.exists(at); parent = at.getParent()) {
            above.add(parent);
            at = parent;
        }
        Files.createDirectories(folder);
        if (durability == Durability.FSYNC) {
            for (Path parent : above) {
                storage.forceFolder(parent);
            }
        }
    }

    static Path segment(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%06d%s", number, ENDING));
    }

    /** The number that a segment's name tells; empty where it is not a name that a writer gives. */
    static Optional<Integer> number(Path segment) {
        String name = segment.getFileName().toString();
        String digits = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
        if (!NUMBER.matcher(digits).matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(digits);
        return segment(segment, number).getFileName().equals(segment.getFileName())
                ? Optional.of(number)
                : Optional.empty();
    }

    /** Whether a log of this name is one file, and not a folder. */
    static boolean isSegmentName(Path log) {
        return log.toString().endsWith(ENDING);
    }

    /** The segments of a folder in order, or the one file. */
    static List<Path> segments(Path log) throws IOException {
        if (!Files.isDirectory(log)) {
            return List.of(log);
        }
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted(ORDER)
                    .toList();
        }
    }

    /** The file on which the writer of a log holds its lock. */
    static Path lock(Path log) {
        return Files.isDirectory(log) ? log.resolve("writer.lock") : log.resolveSibling(log.getFileName() + ".lock");
    }

    /**
     * Keeps others from packing and dropping segments of a log meanwhile, and from going on with one in a single file,
     * which would be another file then. In a folder, a writer may go on: it leaves the sealed segments alone.
     *
     * @throws LogException.Locked where another one does
     */
    static WriterLock lockUpkeep(Path log) throws IOException {
        Path lock = Files.isDirectory(log) ? log.resolve("compact.lock") : lock(log);
        return WriterLock.tryAcquire(lock).orElseThrow(() -> new LogException.Locked(log));
    }

    /** The first segment behind {@code segment} in a folder, where there is one; some may have been dropped. */
    static Optional<Path> next(Path log, Path segment) throws IOException {
        return segments(log).stream()
                .filter(file -> ORDER.compare(file, segment) > 0)
                .findFirst();
    }

    /** The last segment before {@code segment} in a folder, where there is one. */
    static Optional<Path> previous(Path log, Path segment) throws IOException {
        return segments(log).stream()
                .filter(file -> ORDER.compare(file, segment) < 0)
                .reduce((first, second) -> second);
    }

    /** Whether a live writer, in this process or another, has {@code segment}: in a folder, the last one. */
    static boolean hasWriter(Path segment) throws IOException {
        if (WriterLock.held(lock(segment))) {
            return true;
        }
        Path folder = segment.toAbsolutePath().getParent();
        return folder != null && WriterLock.held(lock(folder)) && isLast(folder, segment);
    }

    private static boolean isLast(Path folder, Path segment) throws IOException {
        List<Path> segments = segments(folder);
        return !segments.isEmpty() && segments.getLast().getFileName().equals(segment.getFileName());
    }
}
