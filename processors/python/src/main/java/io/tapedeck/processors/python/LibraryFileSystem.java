package io.tapedeck.processors.python;

import io.tapedeck.processors.python.barrier.StandardLibrary;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * GraalPy's standard library, to be read below {@link StandardLibrary#HOME}, and nothing else. What would tell one
 * machine from another is fixed: paths, the order of a folder, and of a file all but its kind and size.
 */
final class LibraryFileSystem implements FileSystem {
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<String> NUMBERS = Set.of("dev", "ino", "rdev", "uid", "gid", "nlink");
    private static final int PERMISSIONS = 0777;
    private static final int READABLE = 0555;

    private final FileSystem unpacked;
    private final FileSystem sealed;

    /**
     * Makes one.
     *
     * @param unpacked can read the files where they were unpacked
     * @param sealed what all other paths are
     */
    LibraryFileSystem(FileSystem unpacked, FileSystem sealed) {
        this.unpacked = unpacked;
        this.sealed = sealed;
    }

    /** A path, and the file system that has it. */
    private record Place(FileSystem files, Path path, boolean inLibrary) {}

    private Place place(Path path) {
        Path absolute = sealed.toAbsolutePath(path).normalize();
        Optional<Path> folder =
                absolute.startsWith(StandardLibrary.HOME) ? StandardLibrary.unpacked() : Optional.empty();
        return folder.map(found -> found.resolve(StandardLibrary.HOME.relativize(absolute)))
                .map(file -> new Place(unpacked, file, true))
                .orElse(new Place(sealed, path, false));
    }

    @Override
    public Path parsePath(URI uri) {
        return sealed.parsePath(uri);
    }

    @Override
    public Path parsePath(String path) {
        return sealed.parsePath(path);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        Place place = place(path);
        place.files.checkAccess(place.path, modes, options);
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        sealed.createDirectory(path, attributes);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        sealed.setAttribute(path, attribute, value, options);
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        sealed.createLink(link, existing);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        sealed.createSymbolicLink(link, target, attributes);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return sealed.readSymbolicLink(link);
    }

    @Override
    public void delete(Path path) throws IOException {
        sealed.delete(path);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        Place place = READING.containsAll(options) ? place(path) : new Place(sealed, path, false);
        return place.files.newByteChannel(place.path, options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        Place place = place(path);
        if (!place.inLibrary) {
            return sealed.newDirectoryStream(path, filter);
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> found = unpacked.newDirectoryStream(place.path, entry -> true)) {
            for (Path each : found) {
                Path entry = path.resolve(each.getFileName());
                if (filter.accept(entry)) {
                    entries.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return new SortedFolder(entries);
    }

    /** A folder's entries, in order. */
    private record SortedFolder(List<Path> entries) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return entries.iterator();
        }

        @Override
        public void close() {}
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return sealed.toAbsolutePath(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        Place place = place(path);
        place.files.checkAccess(place.path, Set.of(), options);
        return sealed.toRealPath(path, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        Place place = place(path);
        Map<String, Object> found = place.files.readAttributes(place.path, attributes, options);
        if (!place.inLibrary) {
            return found;
        }
        boolean isFolder = Boolean.TRUE.equals(
                place.files.readAttributes(place.path, "isDirectory", options).get("isDirectory"));
        return withoutTraces(found, isFolder);
    }

    private static Map<String, Object> withoutTraces(Map<String, Object> attributes, boolean isFolder) {
        Map<String, Object> fixed = new HashMap<>(attributes);
        fixed.replaceAll((name, value) -> switch (value) {
            case FileTime ignored -> FileTime.fromMillis(0);
            case Integer mode when name.equals("mode") -> mode & ~PERMISSIONS | READABLE;
            case Integer ignored when NUMBERS.contains(name) -> 0;
            case Long ignored when NUMBERS.contains(name) || isFolder -> 0L;
            default -> value;
        });
        return fixed;
    }
}
