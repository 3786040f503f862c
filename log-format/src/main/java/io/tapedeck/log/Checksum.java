package io.tapedeck.log;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The checksums of one segment: CRC-32C, masked by where the bytes stand, so that what was moved or copied is
 * found out. Why a mask and not more input to the CRC: it costs two instructions a record, and two places of one
 * file never share a mask.
 */
final class Checksum {
    private static final int OFFSET_MULTIPLIER = 0x9E3779B1;

    private final int identity;
    private final CRC32C crc = new CRC32C();

    Checksum(UUID logId, int segment) {
        ByteBuffer bytes = ByteBuffer.allocate(20)
                .putLong(logId.getMostSignificantBits())
                .putLong(logId.getLeastSignificantBits())
                .putInt(Integer.reverseBytes(segment));
        identity = plain(bytes.array(), 0, bytes.capacity());
    }

    /** The checksum of {@code length} bytes that belong to what begins at {@code fileOffset}. */
    int of(byte[] array, int from, int length, long fileOffset) {
        return plain(array, from, length) ^ mask(fileOffset);
    }

    /** The same of what is between the position and the limit of a buffer, which is then consumed. */
    int ofRest(ByteBuffer bytes, long fileOffset) {
        crc.reset();
        crc.update(bytes);
        return (int) crc.getValue() ^ mask(fileOffset);
    }

    private int mask(long fileOffset) {
        return identity ^ (int) (fileOffset >>> 3) * OFFSET_MULTIPLIER;
    }

    private int plain(byte[] array, int from, int length) {
        crc.reset();
        crc.update(array, from, length);
        return (int) crc.getValue();
    }
}
