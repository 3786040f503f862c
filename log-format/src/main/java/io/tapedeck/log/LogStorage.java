package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Everything that changes a log's files goes through here, and nothing else does. So a test can stand in for the disk
 * and lose, tear and reorder whatever was not forced; see {@code FaultyStorage} among the tests.
 */
interface LogStorage {
    /** Makes a file of no bytes; one of this name is replaced. */
    Output create(Path file) throws IOException;

    /** Opens a file that is there, to change it. */
    Output open(Path file) throws IOException;

    /** Gives a file another name, in one step; a file of that name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file. */
    void delete(Path file) throws IOException;

    /** Makes the names in a folder durable. */
    void forceFolder(Path folder) throws IOException;

    /** How much is best written at a time: so little that it is still in the processor's cache. */
    default int bufferBytes() {
        return 256 * 1024;
    }

    /** A file that is being written. */
    interface Output extends Closeable {
        /** Writes all that remains of {@code bytes} at {@code offset}; the file grows if need be. */
        void write(ByteBuffer bytes, long offset) throws IOException;

        /** Cuts what stands behind {@code size}. */
        void truncate(long size) throws IOException;

        /** Cuts what stands behind {@code size}, as nothing but the end record is still to come. */
        default void finish(long size) throws IOException {
            truncate(size);
        }

        /** Makes what was written durable, and the file's size. */
        void force() throws IOException;
    }
}
