package io.tapedeck.log;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/**
 * The first 128 bytes of a segment; the two durable marks follow.
 *
 * <pre>
 *   0   8  magic                 32   8  created at
 *   8   2  version               40   8  first ordinal
 *  10   1  interval, log2        48   8  writer epoch
 *  11   1  use                   56  32  SHA-256 of the segment before
 *  12   4  segment number        88  36  zeros
 *  16  16  log id               124   4  checksum
 * </pre>
 */
record SegmentHeader(
        int intervalBytes,
        LogUse use,
        int segment,
        UUID logId,
        long createdNanos,
        long firstOrdinal,
        long epoch,
        Bytes previousSha256) {
    static final int VERSION = 1;
    /** The header with its two marks, in bytes. */
    static final int LENGTH = 256;

    static final int INTERVAL_LOG2_MIN = 9;
    static final int INTERVAL_LOG2_MAX = 30;

    private static final byte[] MAGIC = {(byte) 0x89, 'T', 'A', 'P', 'E', 0x0D, 0x0A, 0x1A};
    private static final int CHECKSUM_AT = 124;

    byte[] encode() {
        byte[] bytes = new byte[LENGTH];
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        LittleEndian.putShort(bytes, 8, VERSION);
        bytes[10] = (byte) Integer.numberOfTrailingZeros(intervalBytes);
        bytes[11] = (byte) use.number();
        LittleEndian.putInt(bytes, 12, segment);
        ByteBuffer.wrap(bytes, 16, 16).putLong(logId.getMostSignificantBits()).putLong(logId.getLeastSignificantBits());
        LittleEndian.putLong(bytes, 32, createdNanos);
        LittleEndian.putLong(bytes, 40, firstOrdinal);
        LittleEndian.putLong(bytes, 48, epoch);
        previousSha256.copyTo(bytes, 56);
        LittleEndian.putInt(bytes, CHECKSUM_AT, new Checksum(logId, segment).of(bytes, 0, CHECKSUM_AT, 0));
        return bytes;
    }

    /** Reads a header; {@code bytes} are as many of the first 256 as the file has. */
    static SegmentHeader decode(Path file, byte[] bytes) throws LogException {
        if (!isLog(file, bytes)) {
            throw new LogException.NotALog(file + " is not a beacon log: it does not begin with its mark");
        }
        if (bytes.length < LENGTH) {
            throw damaged(bytes, file);
        }
        ByteBuffer id = ByteBuffer.wrap(bytes, 16, 16);
        UUID logId = new UUID(id.getLong(), id.getLong());
        int segment = LittleEndian.getInt(bytes, 12);
        int checksum = new Checksum(logId, segment).of(bytes, 0, CHECKSUM_AT, 0);
        if (checksum != LittleEndian.getInt(bytes, CHECKSUM_AT) || !hasMagic(bytes)) {
            throw damaged(bytes, file);
        }
        int version = LittleEndian.getShort(bytes, 8);
        if (version > VERSION) {
            throw new LogException.UnsupportedVersion(file, version);
        }
        if (bytes[10] < INTERVAL_LOG2_MIN || bytes[10] > INTERVAL_LOG2_MAX) {
            throw damaged(bytes, file);
        }
        return of(bytes, 1 << bytes[10], logId, segment);
    }

    /** A header whose other fields are those of {@code bytes}, trusted or not. */
    static SegmentHeader of(byte[] bytes, int intervalBytes, UUID logId, int segment) {
        return new SegmentHeader(
                intervalBytes,
                LogUse.ofNumber(bytes[11]),
                segment,
                logId,
                LittleEndian.getLong(bytes, 32),
                LittleEndian.getLong(bytes, 40),
                LittleEndian.getLong(bytes, 48),
                Bytes.wrap(Arrays.copyOfRange(bytes, 56, 88)));
    }

    /** Whether a file is, or was, a segment: by its first bytes, however damaged, or else by its name. */
    private static boolean isLog(Path file, byte[] bytes) {
        int same = 0;
        int zeros = 0;
        for (int i = 0; i < Math.min(MAGIC.length, bytes.length); i++) {
            same += bytes[i] == MAGIC[i] ? 1 : 0;
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        int seen = Math.min(MAGIC.length, bytes.length);
        return 2 * same >= seen || zeros == seen || file.toString().endsWith(".tape");
    }

    private static boolean hasMagic(byte[] bytes) {
        return Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length);
    }

    private static LogException damaged(byte[] bytes, Path file) {
        return new LogException.Corrupt(
                file, new Damage(0, Math.min(bytes.length, DurableMark.FIRST_AT), Damage.Kind.HEADER));
    }
}
