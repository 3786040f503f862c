package io.tapedeck.log.seastreamer;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * The bytes of a file that may still grow, read through a block that is kept. Not a channel: an interrupt would
 * close that.
 */
final class FileBytes implements AutoCloseable {
    private static final int BLOCK_BYTES = 64 << 10;

    private final RandomAccessFile file;
    private final byte[] block = new byte[BLOCK_BYTES];
    private long blockOffset;
    private int blockLength;
    private long knownSize;

    FileBytes(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
    }

    /** The file's size now. */
    long size() throws IOException {
        knownSize = file.length();
        return knownSize;
    }

    /** Whether the file goes at least to {@code endOffset}. */
    boolean reaches(long endOffset) throws IOException {
        return endOffset <= knownSize || endOffset <= size();
    }

    /**
     * Reads exactly {@code length} bytes.
     *
     * @throws EOFException where the file ends before
     */
    void read(long offset, byte[] target, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            long at = offset + done;
            if (at < blockOffset || at >= blockOffset + blockLength) {
                if (length - done >= BLOCK_BYTES) {
                    file.seek(at);
                    file.readFully(target, from + done, length - done);
                    return;
                }
                load(at);
            }
            int count = (int) Math.min(length - done, blockOffset + blockLength - at);
            System.arraycopy(block, (int) (at - blockOffset), target, from + done, count);
            done += count;
        }
    }

    /** What was read is read again: SeaStreamer writes over what is torn, and over an end-of-stream mark. */
    void forget() {
        blockLength = 0;
        knownSize = 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void load(long offset) throws IOException {
        blockLength = 0;
        blockOffset = offset;
        file.seek(offset);
        int count = file.read(block);
        if (count <= 0) {
            throw new EOFException();
        }
        blockLength = count;
    }
}
