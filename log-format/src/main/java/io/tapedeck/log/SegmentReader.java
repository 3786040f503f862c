package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames and beacons of one segment, which may be growing. What it hands out are views of arrays that are
 * never changed again, so a frame costs no copy unless a beacon interrupts it.
 */
final class SegmentReader implements Closeable {
    private static final int SECTOR_BYTES = 512;
    private static final long OFFSET_MAX = 1L << 60;

    private final Path file;
    private final SegmentBytes source;
    private final SegmentHeader header;
    private final Checksum checksum;
    private final int intervalBytes;
    private final ReadWindow window;
    private final SegmentBeacons beacons;
    private final Frame frameAgain = new Frame();
    private byte[] joinedAgain = new byte[0];
    private boolean reused;
    private final Map<Long, Integer> assumedBeacons = new HashMap<>();
    /** What {@link #writtenTo} found last, under which writer: another one may have cut it. */
    private long wholeTo;

    private long wholeInEpoch = -1;

    private SegmentReader(Path file, SegmentBytes source, SegmentHeader header) {
        this.file = file;
        this.source = source;
        this.header = header;
        window = new ReadWindow(source);
        checksum = new Checksum(header.logId(), header.segment());
        intervalBytes = header.intervalBytes();
        beacons = new SegmentBeacons(window, checksum, intervalBytes);
    }

    static SegmentReader open(Path file) throws IOException {
        SegmentBytes bytes = SegmentBytes.open(file);
        try {
            return new SegmentReader(file, bytes, SegmentHeader.decode(file, bytes.read(0, SegmentHeader.LENGTH)));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** Opens a segment whose header is damaged, with what it is taken to have been. */
    static SegmentReader open(Path file, SegmentHeader header) throws IOException {
        return new SegmentReader(file, SegmentBytes.open(file), header);
    }

    /** Another reader of the same bytes, which leaves alone what this one handed out. It is closed with this one. */
    SegmentReader apart() {
        return new SegmentReader(file, source, header);
    }

    /** As many of the first 256 bytes as a segment has. */
    static byte[] headerBytes(Path file) throws IOException {
        try (SegmentBytes bytes = SegmentBytes.open(file)) {
            return bytes.read(0, SegmentHeader.LENGTH);
        }
    }

    /** What is read from. */
    SegmentBytes bytes() {
        return source;
    }

    Path file() {
        return file;
    }

    SegmentHeader header() {
        return header;
    }

    long size() throws IOException {
        return source.size();
    }

    /** The bytes read from the file so far. */
    long bytesRead() {
        return window.bytesRead();
    }

    /** The beacons read for searching so far. */
    long beaconsRead() {
        return beacons.asked();
    }

    /** The newest durable mark, read afresh; empty where none was written yet or none can be read. */
    Optional<DurableMark> mark() throws IOException {
        Optional<DurableMark> mark = DurableMark.newest(source.read(0, SegmentHeader.LENGTH), checksum);
        beacons.noteEpoch(mark.map(DurableMark::epoch).orElse(-1L));
        return mark;
    }

    /** The first of the two marks that is not as a writer leaves it, by its offset; see {@link DurableMark}. */
    OptionalInt damagedMark() throws IOException {
        return DurableMark.damaged(source.read(0, SegmentHeader.LENGTH), checksum);
    }

    /** Neither mark can be read. */
    LogException markLost() {
        return new LogException.Corrupt(
                file, new Damage(DurableMark.FIRST_AT, 2L * DurableMark.LENGTH, Damage.Kind.MARK));
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
         * @param frameAt where the frame begins
         * @param offset where the damage begins
         * @param claimedEnd where the frame would end by its own word, or 0
         * @param cut whether the file ends before that
         * @param kind what it looks like
         */
        record Broken(long frameAt, long offset, long claimedEnd, boolean cut, Damage.Kind kind) implements Read {}
    }

    /** From now on frames are valid until the next one is read only. */
    void reuse() {
        reused = true;
        window.reuse();
    }

    /** Reads the frame at {@code offset}, where a frame ended before; a beacon there is stepped over. */
    Read read(long offset) throws IOException {
        Frame ahead = readAhead(offset, new Frame());
        return ahead != null ? new Read.Found(ahead) : readAnywhere(offset);
    }

    /**
     * The frame at {@code offset} in the usual case: it is intact and was read ahead, and no beacon is before or in it;
     * else null, and {@link #read} tells what is there. With {@link #reuse} it is the same object each time.
     */
    @Nullable
    Frame readAhead(long offset) {
        return readAhead(offset, reused ? frameAgain : new Frame());
    }

    private @Nullable Frame readAhead(long offset, Frame frame) {
        int at = window.find(offset, Frame.HEADER_LENGTH);
        int inBlock = (int) (offset & intervalBytes - 1);
        if (inBlock == 0 || at < 0) {
            return null;
        }
        byte[] array = window.array();
        int contentLength = LittleEndian.getInt(array, at + 4);
        int rest = Math.min(window.rest(at), intervalBytes - inBlock);
        if (contentLength < 0 || contentLength > rest - Frame.HEADER_LENGTH) {
            return null;
        }
        int total = Frame.lengthOf(contentLength);
        if (total > rest
                || isTooShort(array[at + 8] & 0xFF, contentLength)
                || checksum.of(array, at + 4, total - 4, offset) != LittleEndian.getInt(array, at)) {
            return null;
        }
        return frame.set(array, at, offset, offset + total);
    }

    private Read readAnywhere(long offset) throws IOException {
        if (offset < 0 || offset > OFFSET_MAX) {
            return Read.End.INSTANCE; // somebody's word, and no place in a file
        }
        long at = offset;
        if (at % intervalBytes == 0) {
            Stepped beacon = stepOver(at, at);
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
            return cut(at, start.bytes());
        }
        return readBody(at, start.bytes());
    }

    private Read readBody(long at, Bytes start) throws IOException {
        int contentLength = LittleEndian.getInt(start.array(), start.offset() + 4);
        if (contentLength < 0 || contentLength > Frame.CONTENT_LENGTH_MAX) {
            return new Read.Broken(at, at, 0, false, Damage.Kind.CHECKSUM);
        }
        int total = Frame.lengthOf(contentLength);
        if (window.find(at, total) < 0 && at + total > source.size()) {
            return cut(at, start);
        }
        Pieces whole = logical(at, total);
        if (whole.broken().isPresent()) {
            return whole.broken().get();
        }
        Bytes bytes = whole.bytes();
        if (bytes.length() < total) {
            return cut(at, start);
        }
        int stored = LittleEndian.getInt(bytes.array(), bytes.offset());
        if (checksum.of(bytes.array(), bytes.offset() + 4, total - 4, at) != stored) {
            Damage.Kind kind = start.isZero() ? Damage.Kind.ZEROS : Damage.Kind.CHECKSUM;
            return new Read.Broken(at, at, whole.end(), false, kind);
        }
        Frame frame = new Frame().set(bytes.array(), bytes.offset(), at, whole.end());
        return isTooShort(frame.kind(), contentLength)
                ? new Read.Broken(at, at, whole.end(), false, Damage.Kind.CHECKSUM)
                : new Read.Found(frame);
    }

    private static boolean isTooShort(int kind, int contentLength) {
        return kind == Frame.MESSAGE && contentLength < RecordEncoder.MESSAGE_FIXED_LENGTH;
    }

    private static Read cut(long at, Bytes start) {
        return new Read.Broken(at, at, 0, true, start.isZero() ? Damage.Kind.ZEROS : Damage.Kind.CUT);
    }

    /** Bytes of the frames' own sequence: fewer than wanted where the file ends. */
    private record Pieces(Bytes bytes, long end, Optional<Read.Broken> broken) {}

    /** A beacon stepped over; length 0 where the file ends. */
    private record Stepped(int length, Optional<Read.Broken> broken) {}

    private Pieces logical(long offset, int length) throws IOException {
        int inBlock = (int) (intervalBytes - offset % intervalBytes);
        if (length <= inBlock) {
            Bytes bytes = window.read(offset, length);
            return new Pieces(bytes, offset + bytes.length(), Optional.empty());
        }
        byte[] joined = joined(length);
        int filled = 0;
        long at = offset;
        while (true) {
            Bytes piece = window.read(at, Math.min(length - filled, (int) (intervalBytes - at % intervalBytes)));
            piece.copyTo(joined, filled);
            filled += piece.length();
            at += piece.length();
            if (filled == length || at % intervalBytes != 0) {
                return new Pieces(Bytes.wrap(joined, 0, filled), at, Optional.empty());
            }
            Stepped beacon = stepOver(/* frameAt= */ offset, at);
            if (beacon.broken().isPresent() || beacon.length() == 0) {
                return new Pieces(Bytes.wrap(joined, 0, filled), at, beacon.broken());
            }
            at += beacon.length();
        }
    }

    private byte[] joined(int length) {
        if (!reused) {
            return new byte[length];
        }
        if (joinedAgain.length < length) {
            joinedAgain = new byte[length];
        }
        return joinedAgain;
    }

    private Stepped stepOver(long frameAt, long beaconAt) throws IOException {
        int assumed = assumedBeacons.getOrDefault(beaconAt, 0);
        if (assumed > 0) {
            return new Stepped(assumed, Optional.empty());
        }
        Optional<Beacon> beacon = beacons.at(beaconAt);
        if (beacon.isPresent()) {
            return new Stepped(beacon.get().length(), Optional.empty());
        }
        long left = source.size() - beaconAt;
        return left <= 0
                ? new Stepped(0, Optional.empty())
                : new Stepped(
                        0,
                        Optional.of(
                                new Read.Broken(frameAt, beaconAt, 0, left < Beacon.FIXED_LENGTH, Damage.Kind.BEACON)));
    }

    /** Takes the damaged beacon at {@code offset} to be {@code length} bytes long from now on. */
    void assumeBeacon(long offset, int length) {
        assumedBeacons.put(offset, length);
    }

    /** Takes back {@link #assumeBeacon}. */
    void forgetBeacon(long offset) {
        assumedBeacons.remove(offset);
    }

    /** The beacon with a number, for searching; empty where it is damaged or the file ends. */
    Optional<Beacon> beacon(long number) throws IOException {
        return beacons.get(number);
    }

    /** What stands where a beacon should, whatever its checksum says; empty where the file ends. */
    Optional<Beacon> unverifiedBeacon(long offset) throws IOException {
        return beacons.unverifiedAt(offset);
    }

    /** The first message of the segment, if it has one. */
    Optional<Frame> firstMessage() throws IOException {
        long at = SegmentHeader.LENGTH;
        while (read(at) instanceof Read.Found(Frame frame)) {
            if (frame.kind() == Frame.MESSAGE) {
                return Optional.of(frame);
            }
            at = frame.end();
        }
        return Optional.empty();
    }

    /**
     * Up to where one whole frame follows the other behind the durable mark. A disk that lost a write may have kept
     * what follows it, so beacons farther on tell of nothing that counts.
     */
    long writtenTo() throws IOException {
        long size = source.size();
        Optional<DurableMark> mark = mark();
        long at = Math.clamp(mark.map(DurableMark::durableTo).orElse(size), 0, size);
        long epoch = mark.map(DurableMark::epoch).orElse(-1L);
        if (epoch == wholeInEpoch && wholeTo > at) {
            at = wholeTo;
        }
        boolean afresh = false;
        while (at < size) {
            if (read(at) instanceof Read.Found(Frame frame)) {
                at = frame.end();
            } else if (afresh) {
                break;
            } else {
                refresh(); // it may have been read ahead before it was written
                afresh = true;
            }
        }
        wholeTo = at;
        wholeInEpoch = epoch;
        return at;
    }

    /** Whether a whole sector between two offsets is zero: what a disk or a file system that lost it gives back. */
    boolean hasZeroedSector(long from, long to) throws IOException {
        for (long at = (from + SECTOR_BYTES - 1) / SECTOR_BYTES * SECTOR_BYTES;
                at + SECTOR_BYTES <= to;
                at += SECTOR_BYTES) {
            Bytes sector = window.read(at, SECTOR_BYTES);
            if (sector.length() == SECTOR_BYTES && sector.isZero()) {
                return true;
            }
        }
        return false;
    }

    /** Forgets what was read ahead, so that the next read sees what was written since. */
    void refresh() {
        window.forget();
    }

    @Override
    public void close() throws IOException {
        window.forget();
        source.close();
    }
}
