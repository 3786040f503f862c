package io.tapedeck.connectors.file;

import io.tapedeck.connectors.RecordBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;

/** The bytes before a place in a file, as far as fingerprints reach. */
final class Tail {
    /** The fingerprint of no bytes. */
    static final long NONE = RecordBuffer.fingerprint(new byte[0]);

    private Tail() {}

    /** The bytes before {@code offset}; leaves the file at {@code offset}. */
    static byte[] before(RandomAccessFile file, long offset) throws IOException {
        byte[] bytes = new byte[(int) Math.min(RecordBuffer.FINGERPRINT_BYTES, offset)];
        file.seek(offset - bytes.length);
        file.readFully(bytes);
        return bytes;
    }

    /** Their fingerprint. */
    static long fingerprintAt(RandomAccessFile file, long offset) throws IOException {
        return RecordBuffer.fingerprint(before(file, offset));
    }
}
