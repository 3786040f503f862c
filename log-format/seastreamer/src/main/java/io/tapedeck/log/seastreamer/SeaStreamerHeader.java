package io.tapedeck.log.seastreamer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first 128 bytes of a file. No checksum covers them.
 *
 * @param fileName what the file was called when it was made; at most 111 bytes of UTF-8. SeaStreamer's reader in
 *     TypeScript takes a name that is not ASCII for shorter than it is
 * @param createdMillis when it was made, in milliseconds since 1970, from 0 to the end of the year 9999
 * @param intervalBytes how far beacons are apart, from 128 to 2^32 − 1. SeaStreamer itself makes multiples of 1024
 */
public record SeaStreamerHeader(String fileName, long createdMillis, long intervalBytes) {
    /** What SeaStreamer takes where nobody says otherwise. */
    public static final long INTERVAL_BYTES_DEFAULT = 1 << 20;

    private static final int FIXED_BYTES = 3;

    /** @throws IllegalArgumentException where a file cannot hold this */
    public SeaStreamerHeader {
        int nameBytes = fileName.getBytes(StandardCharsets.UTF_8).length;
        if (nameBytes > Layout.FILE_NAME_BYTES_MAX) {
            throw new IllegalArgumentException("a file name of " + nameBytes
                    + " bytes; the header of a SeaStreamer file takes at most " + Layout.FILE_NAME_BYTES_MAX);
        }
        Layout.checkTime(createdMillis);
        if (intervalBytes < Layout.INTERVAL_BYTES_MIN || intervalBytes > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("a beacon interval of " + intervalBytes
                    + " bytes; a SeaStreamer file takes " + Layout.INTERVAL_BYTES_MIN + " to " + 0xFFFF_FFFFL);
        }
    }

    /** As it stands in a file. */
    byte[] toBytes() {
        byte[] header = new byte[Layout.HEADER_BYTES];
        byte[] name = fileName.getBytes(StandardCharsets.UTF_8);
        ByteBuffer.wrap(header)
                .put((byte) 'S')
                .put((byte) 's')
                .put((byte) Layout.VERSION)
                .put((byte) name.length)
                .put(name)
                .putLong(createdMillis)
                .putInt((int) intervalBytes);
        header[header.length - 1] = Layout.MARK;
        return header;
    }

    /** Whether bytes begin as every file does; with fewer than two, as far as they go. */
    static boolean isBegun(byte[] start) {
        byte[] magic = {'S', 's'};
        int length = Math.min(start.length, magic.length);
        return Arrays.equals(start, 0, length, magic, 0, length);
    }

    /** The version of a header that has one. */
    static int version(byte[] header) {
        return header[2] & 0xFF;
    }

    /** The header; empty where no writer writes such fields. */
    static Optional<SeaStreamerHeader> parse(byte[] header) {
        ByteBuffer fields = ByteBuffer.wrap(header).position(FIXED_BYTES);
        int nameBytes = fields.get() & 0xFF;
        if (nameBytes > Layout.FILE_NAME_BYTES_MAX) {
            return Optional.empty();
        }
        try {
            String name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(fields.slice(fields.position(), nameBytes))
                    .toString();
            fields.position(fields.position() + nameBytes);
            return Optional.of(new SeaStreamerHeader(name, fields.getLong(), Integer.toUnsignedLong(fields.getInt())));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first byte that is not what {@link #toBytes} gives for what was read. SeaStreamer does not look. */
    OptionalInt flaw(byte[] header) {
        int at = Arrays.mismatch(header, toBytes());
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }
}
