package io.tapedeck.tools.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file or folder that a command makes: under another name beside its place while it is made, so that what bears
 * the target's name is always whole. Whatever ends the command before, what was made is removed, but by a kill.
 */
final class PendingTarget implements Closeable {
    private static final int NAME_KEPT = 100;

    private final Path target;
    private final Path path;
    private final Thread remover;
    private final boolean replaces;
    private boolean done;

    private PendingTarget(Path target, boolean replaces) {
        this.target = target;
        this.replaces = replaces;
        // The ending stays: it says what the file is.
        String name = String.valueOf(target.toAbsolutePath().getFileName());
        String end = name.substring(Math.max(0, name.length() - NAME_KEPT));
        path = target.resolveSibling(".pending-" + ProcessHandle.current().pid() + "-" + end);
        remover = new Thread(this::removeQuietly, "remove-pending");
        Runtime.getRuntime().addShutdownHook(remover);
    }

    /** A file, or a folder, that must not exist yet. */
    static PendingTarget create(Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(target, "is there already; name another target, or remove it");
        }
        return begin(target, false);
    }

    /** A file that takes the place of the one that is there, if one is. */
    static PendingTarget replace(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw refused(target, "is a folder; name a file");
        }
        return begin(target, true);
    }

    /** A folder that must be empty or not exist yet. */
    static PendingTarget createFolder(Path target) throws IOException {
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (exists && !Files.isDirectory(target)) {
            throw refused(target, "is no folder; name a new one, or one that is empty");
        }
        if (exists && !isEmpty(target)) {
            throw refused(target, "is not empty; name a new folder, or one that is empty");
        }
        PendingTarget pending = begin(target, false);
        Files.createDirectory(pending.path);
        return pending;
    }

    private static PendingTarget begin(Path target, boolean replaces) throws IOException {
        Path folder = target.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw refused(target, "there is no folder " + folder + " to make it in; make that first");
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(target.toString());
        }
        PendingTarget pending = new PendingTarget(target, replaces);
        pending.remove(); // left by a process of this number that was killed
        return pending;
    }

    private static FileSystemException refused(Path target, String reason) {
        return new FileSystemException(target.toString(), null, reason);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Where to make it. */
    Path path() {
        return path;
    }

    /** Gives it its name: it is whole. */
    void commit() throws IOException {
        Files.deleteIfExists(lock());
        if (Files.isDirectory(path)) {
            Files.deleteIfExists(target); // an empty folder: to take its place
        }
        if (replaces) {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(path, target);
        }
        done = true;
        forceFolder();
    }

    /** So that the new name outlives a power loss; a system that cannot open folders keeps names by itself. */
    private void forceFolder() throws IOException {
        Path folder = target.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            return;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }

    /** What a log's writer held its lock on. */
    private Path lock() {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    private void remove() throws IOException {
        Files.deleteIfExists(lock());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(path)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    private void removeQuietly() {
        try {
            if (!done) {
                remove();
            }
        } catch (IOException e) {
            Screen.warn("cannot remove " + path + ", which is not complete: " + e.getMessage());
        }
    }

    /** Removes what was made, unless it is whole. */
    @Override
    public void close() throws IOException {
        if (!done) {
            remove();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(remover);
        } catch (IllegalStateException e) {
            // The process is ending; the hook finds nothing to do.
        }
    }
}
