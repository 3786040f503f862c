package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads frames and beacons of one segment, which may be growing. What it hands out are views of arrays that are
 * never changed again, so a frame costs no copy unless a beacon interrupts it.
 */
final class SegmentReader implements Closeable {
    private static final int WINDOW_BYTES = 256 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final SegmentHeader header;
    private final Checksum checksum;
    private final int intervalBytes;
    private byte[] window = new byte[0];
    private long windowStart;
    private long bytesRead;
    private long beaconsRead;

    private SegmentReader(Path file, FileChannel channel, SegmentHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        checksum = new Checksum(header.logId(), header.segment());
        intervalBytes = header.intervalBytes();
    }

    static SegmentReader open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new LogException.NotALog(file + " is a folder, not a segment of a log");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            byte[] bytes = readUpTo(channel, 0, SegmentHeader.LENGTH);
            return new SegmentReader(file, channel, SegmentHeader.decode(file, bytes));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    SegmentHeader header() {
        return header;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** The bytes read from the file so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** The beacons read for searching so far. */
    long beaconsRead() {
        return beaconsRead;
    }

    /** The newest durable mark, read afresh; empty where none was written yet or none can be read. */
    Optional<DurableMark> mark() throws IOException {
        return DurableMark.newest(readUpTo(channel, 0, SegmentHeader.LENGTH), checksum);
    }

    /** Whether one of the two marks is neither readable nor empty. */
    boolean markDamaged() throws IOException {
        byte[] bytes = readUpTo(channel, 0, SegmentHeader.LENGTH);
        return DurableMark.damaged(bytes, DurableMark.FIRST_AT, checksum)
                || DurableMark.damaged(bytes, DurableMark.SECOND_AT, checksum);
    }

    /** What stands where a frame should begin. */
    sealed interface Read {
        /** A frame. */
        record Found(Frame frame) implements Read {}

        /** The file ends here. */
        enum End implements Read {
            /** The only one. */
            INSTANCE
        }

        /**
         * No intact frame.
         *
         * @param offset where the damage begins
         * @param claimedEnd where the frame would end by its own word, or 0
         * @param cut whether the file ends before that
         * @param kind what it looks like
         */
        record Broken(long offset, long claimedEnd, boolean cut, Damage.Kind kind) implements Read {}
    }

    /** Reads the frame at {@code offset}, where a frame ended before; a beacon there is stepped over. */
    Read read(long offset) throws IOException {
        long at = offset;
        if (at % intervalBytes == 0) {
            Stepped beacon = stepOver(at);
            if (beacon.broken().isPresent()) {
                return beacon.broken().get();
            }
            if (beacon.length() == 0) {
                return Read.End.INSTANCE;
            }
            at += beacon.length();
        }
        Pieces start = logical(at, Frame.HEADER_LENGTH);
        if (start.broken().isPresent()) {
            return start.broken().get();
        }
        if (start.bytes().isEmpty()) {
            return Read.End.INSTANCE;
        }
        if (start.bytes().length() < Frame.HEADER_LENGTH) {
            return new Read.Broken(at, 0, true, Damage.Kind.CUT);
        }
        return readBody(at, start.bytes());
    }

    private Read readBody(long at, Bytes start) throws IOException {
        int contentLength = LittleEndian.getInt(start.array(), start.offset() + 4);
        if (contentLength < 0 || contentLength > Frame.CONTENT_LENGTH_MAX) {
            return new Read.Broken(at, 0, false, Damage.Kind.CHECKSUM);
        }
        int total = Frame.lengthOf(contentLength);
        if (at + total > channel.size()) {
            return new Read.Broken(at, 0, true, isZero(start) ? Damage.Kind.ZEROS : Damage.Kind.CUT);
        }
        Pieces whole = logical(at, total);
        if (whole.broken().isPresent()) {
            return whole.broken().get();
        }
        Bytes bytes = whole.bytes();
        if (bytes.length() < total) {
            return new Read.Broken(at, 0, true, Damage.Kind.CUT);
        }
        int stored = LittleEndian.getInt(bytes.array(), bytes.offset());
        if (checksum.of(bytes.array(), bytes.offset() + 4, total - 4, at) != stored) {
            return new Read.Broken(at, whole.end(), false, isZero(start) ? Damage.Kind.ZEROS : Damage.Kind.CHECKSUM);
        }
        int kind = bytes.get(8) & 0xFF;
        int streamId = LittleEndian.getInt(bytes.array(), bytes.offset() + 12);
        Bytes content = bytes.slice(Frame.HEADER_LENGTH, contentLength);
        return new Read.Found(new Frame(kind, streamId, content, at, whole.end()));
    }

    private static boolean isZero(Bytes bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the frames' own sequence: fewer than wanted where the file ends. */
    private record Pieces(Bytes bytes, long end, Optional<Read.Broken> broken) {}

    /** A beacon stepped over; length 0 where the file ends. */
    private record Stepped(int length, Optional<Read.Broken> broken) {}

    private Pieces logical(long offset, int length) throws IOException {
        int inBlock = (int) (intervalBytes - offset % intervalBytes);
        if (length <= inBlock) {
            Bytes bytes = physical(offset, length);
            return new Pieces(bytes, offset + bytes.length(), Optional.empty());
        }
        byte[] joined = new byte[length];
        int filled = 0;
        long at = offset;
        while (true) {
            Bytes piece = physical(at, Math.min(length - filled, (int) (intervalBytes - at % intervalBytes)));
            piece.copyTo(joined, filled);
            filled += piece.length();
            at += piece.length();
            if (filled == length || at % intervalBytes != 0) {
                return new Pieces(Bytes.wrap(joined, 0, filled), at, Optional.empty());
            }
            Stepped beacon = stepOver(at);
            if (beacon.broken().isPresent() || beacon.length() == 0) {
                return new Pieces(Bytes.wrap(joined, 0, filled), at, beacon.broken());
            }
            at += beacon.length();
        }
    }

    private Stepped stepOver(long offset) throws IOException {
        Bytes fixed = physical(offset, Beacon.FIXED_LENGTH);
        if (fixed.isEmpty()) {
            return new Stepped(0, Optional.empty());
        }
        return verifiedBeacon(offset)
                .map(beacon -> new Stepped(beacon.length(), Optional.empty()))
                .orElseGet(() -> new Stepped(
                        0,
                        Optional.of(
                                new Read.Broken(offset, 0, fixed.length() < Beacon.FIXED_LENGTH, Damage.Kind.BEACON))));
    }

    /** The beacon at a multiple of the interval, for searching; empty where it is damaged or the file ends. */
    Optional<Beacon> beacon(long number) throws IOException {
        beaconsRead++;
        return verifiedBeacon(number * intervalBytes);
    }

    private Optional<Beacon> verifiedBeacon(long offset) throws IOException {
        Bytes bytes = physical(offset, Beacon.FIXED_LENGTH);
        if (bytes.length() < Beacon.FIXED_LENGTH) {
            return Optional.empty();
        }
        int length = Beacon.claimedLength(bytes.array(), bytes.offset(), intervalBytes);
        if (length == 0) {
            return Optional.empty();
        }
        bytes = physical(offset, length);
        boolean intact = bytes.length() == length
                && checksum.of(bytes.array(), bytes.offset() + 4, length - 4, offset)
                        == LittleEndian.getInt(bytes.array(), bytes.offset());
        return intact ? Optional.of(Beacon.view(bytes.array(), bytes.offset())) : Optional.empty();
    }

    /** The number of the last beacon that the file's size leaves room for; 0 where there is none. */
    long lastBeaconNumber() throws IOException {
        return (channel.size() - 1) / intervalBytes;
    }

    /** A view of {@code length} bytes of the file, or of fewer where it ends. */
    private Bytes physical(long offset, int length) throws IOException {
        if (offset < windowStart || offset + length > windowStart + window.length) {
            window = readUpTo(channel, offset, Math.max(length, WINDOW_BYTES));
            windowStart = offset;
            bytesRead += window.length;
        }
        int from = (int) (offset - windowStart);
        return Bytes.wrap(window, from, Math.min(length, window.length - from));
    }

    /** Forgets what was read ahead, so that the next read sees what was written since. */
    void refresh() {
        window = new byte[0];
    }

    private static byte[] readUpTo(FileChannel channel, long offset, int length) throws IOException {
        int available = (int) Math.clamp(channel.size() - offset, 0L, (long) length);
        byte[] bytes = new byte[available];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        while (target.hasRemaining()) {
            int read = channel.read(target, offset + target.position());
            if (read < 0) {
                return Arrays.copyOf(bytes, target.position());
            }
        }
        return bytes;
    }

    /** SHA-256 of the first {@code length} bytes of a segment, with the marks taken as zeros. */
    static Bytes sha256(Path file, long length) throws IOException {
        java.security.MessageDigest digest = Sha256.start();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = 0; at < length; ) {
                byte[] bytes = readUpTo(channel, at, (int) Math.min(WINDOW_BYTES, length - at));
                if (bytes.length == 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                if (at == 0) {
                    Arrays.fill(bytes, DurableMark.FIRST_AT, SegmentHeader.LENGTH, (byte) 0);
                }
                digest.update(bytes);
                at += bytes.length;
            }
        }
        return Bytes.wrap(digest.digest());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
