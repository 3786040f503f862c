package io.tapedeck.processors.python;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * A file system without files, in which every attempt to use one is refused; the working folder is the root,
 * so that the machine's folders do not show. (Without any file system GraalPy fails where the standard
 * library asks for the working folder, in imports even.)
 */
class SealedFileSystem implements FileSystem {
    private static final Path ROOT = Path.of("/");

    /** With the standard library, which GraalPy brings along, to be read. */
    final FileSystem withStandardLibrary() {
        return new LibraryFileSystem(FileSystem.allowInternalResourceAccess(this), this);
    }

    private static SecurityException refused(Path path) {
        return new SecurityException("a processor may not use files: " + path);
    }

    @Override
    public Path parsePath(URI uri) {
        return Path.of(uri);
    }

    @Override
    public Path parsePath(String path) {
        return Path.of(path);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        throw new NoSuchFileException(path.toString());
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) {
        throw refused(path);
    }

    @Override
    public void delete(Path path) {
        throw refused(path);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
        throw refused(path);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) {
        throw refused(path);
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return ROOT.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) {
        return toAbsolutePath(path).normalize();
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        throw new NoSuchFileException(path.toString());
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw refused(path);
    }

    @Override
    public void createLink(Path link, Path existing) {
        throw refused(link);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) {
        throw refused(link);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        throw new NoSuchFileException(link.toString());
    }
}
