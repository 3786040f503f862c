package io.tapedeck.tools.cli;

import io.tapedeck.controller.PackedRun;
import io.tapedeck.controller.PackedRunReader;
import io.tapedeck.controller.RunFolder;
import io.tapedeck.log.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The packed runs that a command was given: unpacked to folders of their own for as long as the process lives. A lock in
 * each tells others that it does; what a killed process left, the next one deletes.
 */
final class PackedRuns {
    private static final String PREFIX = "tapedeck-packed-";
    private static final String LOCK = "unpacked.lock";
    private static final Duration LEFT_OVER_AGE = Duration.ofMinutes(1);

    /** The file by the folder that it was unpacked to. */
    private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

    private PackedRuns() {}

    /** Where a packed run was unpacked to; empty where {@code named} is none, or no place in one. */
    static Optional<Path> open(Path named) throws IOException {
        Optional<Path> file = fileOf(named);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Path folder = makeFolder(file.get());
        PackedRun run = new PackedRunReader(file.get(), new BytesProgress("unpacking")).unpack(folder);
        Screen.endProgress();
        tellIfRedacted(file.get(), run);
        return Optional.of(folder.resolve(file.get().relativize(named)));
    }

    /**
     * What can be read though it be damaged.
     *
     * @param path where it is
     * @param isDamaged whether it is a packed run of which not all could be unpacked
     */
    record Damaged(Path path, boolean isDamaged) {}

    /** The same for who looks at logs, though the file be damaged: then that is told. Any other path stays. */
    static Damaged openDamaged(Path named) throws IOException {
        Optional<Path> file = fileOf(named);
        if (file.isEmpty()) {
            return new Damaged(named, false);
        }
        Path folder = makeFolder(file.get());
        PackedRunReader.Salvaged salvaged =
                new PackedRunReader(file.get(), new BytesProgress("unpacking")).salvage(folder);
        Screen.endProgress();
        Optional<IOException> problem = salvaged.problem();
        if (new RunFolder(folder).logs().isEmpty() && problem.isPresent()) {
            throw problem.get();
        }
        salvaged.run().ifPresent(run -> tellIfRedacted(file.get(), run));
        problem.ifPresent(wrong -> Screen.warn(Screen.red("✗") + " " + wrong.getMessage()));
        return new Damaged(folder.resolve(file.get().relativize(named)), problem.isPresent());
    }

    /** The log that a packed run has, or the one that a path into it names. Any other path stays. */
    static Path log(Path named) throws IOException {
        Path path = openDamaged(named).path();
        List<Path> logs = path.equals(named) ? List.of() : new RunFolder(path).logs();
        if (logs.size() > 1) {
            throw new RefusedException(
                    named + " has the logs of " + logs.size() + " tasks; name one, such as " + shown(logs.getFirst()));
        }
        return logs.isEmpty() ? path : logs.getFirst();
    }

    private static void tellIfRedacted(Path file, PackedRun run) {
        if (!run.redacted().isEmpty()) {
            Screen.warn(Format.path(file) + " is redacted (" + String.join(", ", run.redacted()) + "): it is not run "
                    + run.original().orElse("?") + " itself, and its digests are its own");
        }
    }

    /** The packed run that a path is, or leads into, as into a folder. */
    private static Optional<Path> fileOf(Path named) throws IOException {
        for (Path at = named; at != null && !Files.isDirectory(at); at = at.getParent()) {
            if (PackedRunReader.isOne(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Path makeFolder(Path file) throws IOException {
        removeLeftOver();
        Path parent = Files.createTempDirectory(PREFIX);
        if (WriterLock.tryAcquire(parent.resolve(LOCK)).isEmpty()) {
            throw new IOException("the folder " + parent + " was just made, and somebody else has it");
        }
        if (UNPACKED.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(PackedRuns::closeUnlessInUse, "remove-unpacked"));
        }
        Path folder = Files.createDirectory(parent.resolve("run"));
        UNPACKED.put(folder, file);
        return folder;
    }

    private static void removeLeftOver() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        List<Path> left;
        try (Stream<Path> all = Files.list(temporary)) {
            left = all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path folder : left) {
            if (isLeftOver(folder)) {
                deleteQuietly(folder);
            }
        }
    }

    private static boolean isLeftOver(Path folder) {
        Path lock = folder.resolve(LOCK);
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.isWritable(lock)
                    && !WriterLock.held(lock)
                    && Files.getLastModifiedTime(lock)
                            .toInstant()
                            .isBefore(Instant.now().minus(LEFT_OVER_AGE));
        } catch (IOException e) {
            return false; // whose it is removes it just now
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            Screen.warn("cannot remove " + folder + ", to which a packed run was unpacked: " + e.getMessage());
        }
    }

    /** A path as people know it: in the file, where it is in what was unpacked of it. */
    static Path shown(Path path) {
        for (Map.Entry<Path, Path> unpacked : UNPACKED.entrySet()) {
            if (path.startsWith(unpacked.getKey())) {
                return unpacked.getValue().resolve(unpacked.getKey().relativize(path));
            }
        }
        return path;
    }

    private static void closeUnlessInUse() {
        if (!StopSignal.isInstalled()) { // else the command ends first, and closes
            close();
        }
    }

    /** Removes all that was unpacked; the process ends. */
    static void close() {
        UNPACKED.keySet().forEach(folder -> {
            if (UNPACKED.remove(folder) != null) {
                deleteQuietly(folder.resolveSibling(""));
            }
        });
    }
}
