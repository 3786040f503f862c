package io.tapedeck.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file system of this machine, written through memory: a small write is seen by every process once it returns,
 * without a system call.
 */
final class MappedStorage implements LogStorage {
    static final MappedStorage INSTANCE = new MappedStorage();

    private final LogStorage disk = DiskStorage.INSTANCE;

    private MappedStorage() {}

    /** Writes by system calls: nobody reads a file that has not been given its name yet. */
    @Override
    public Output create(Path file) throws IOException {
        return disk.create(file);
    }

    @Override
    public Output open(Path file) throws IOException {
        return new MappedOutput(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        disk.forceFolder(folder);
    }
}
