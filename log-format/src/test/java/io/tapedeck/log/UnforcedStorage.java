package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The disk without forcing, for tests that make many logs and pull no plug. */
final class UnforcedStorage implements LogStorage {
    static final Machine MACHINE = new Machine(new UnforcedStorage(), () -> 0);

    private final LogStorage disk = DiskStorage.INSTANCE;

    private UnforcedStorage() {}

    @Override
    public Output create(Path file) throws IOException {
        return new Unforced(disk.create(file));
    }

    @Override
    public Output open(Path file) throws IOException {
        return new Unforced(disk.open(file));
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
    public void forceFolder(Path folder) {}

    private record Unforced(Output output) implements Output {
        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            output.write(bytes, offset);
        }

        @Override
        public void truncate(long size) throws IOException {
            output.truncate(size);
        }

        @Override
        public void force() {}

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
