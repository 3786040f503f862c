package io.tapedeck.log.seastreamer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a file from its start, across beacons. The file may be growing: where {@link #next} found
 * no whole message, it may find one later.
 *
 * <p>Damage is thrown, once each, as {@link SeaStreamerException.Damaged}. Who wants a strict reading stops there;
 * for who calls {@link #next} again it goes on behind the damage: at the next message where the length can be
 * trusted, else behind the next beacon. Not for several threads.
 */
public final class SeaStreamerReader implements AutoCloseable {
    private final Path path;
    private final FileBytes bytes;
    private final SeaStreamerHeader header;
    private final OptionalInt headerFlaw;
    private final FrameReader frames;
    private long at = Layout.HEADER_BYTES;
    private int flawsTold;
    private Optional<SeaStreamerDamage> tear = Optional.empty();
    private List<Beacon> beacons = List.of();
    private Frame.@Nullable Whole current;
    private Frame.@Nullable Whole end;

    private SeaStreamerReader(Path path, FileBytes bytes, SeaStreamerHeader header, OptionalInt headerFlaw) {
        this.path = path;
        this.bytes = bytes;
        this.header = header;
        this.headerFlaw = headerFlaw;
        frames = new FrameReader(bytes, header.intervalBytes());
    }

    /**
     * Opens a file at its first message. As SeaStreamer does, it does not look at the header's padding; {@link
     * SeaStreamerVerifier} does.
     *
     * @throws SeaStreamerException.NotSeaStreamer where the file does not begin as one
     * @throws SeaStreamerException.UnsupportedVersion where it is of another version
     * @throws SeaStreamerException.Damaged where the header is short, or holds what no writer writes
     */
    public static SeaStreamerReader open(Path path) throws IOException {
        FileBytes bytes = new FileBytes(path);
        boolean opened = false;
        try {
            SeaStreamerReader reader = open(path, bytes);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                bytes.close();
            }
        }
    }

    private static SeaStreamerReader open(Path path, FileBytes bytes) throws IOException {
        byte[] start = new byte[(int) Math.min(bytes.size(), Layout.HEADER_BYTES)];
        bytes.read(0, start, 0, start.length);
        if (!SeaStreamerHeader.isBegun(start)) {
            throw new SeaStreamerException.NotSeaStreamer(path);
        }
        SeaStreamerDamage damage = new SeaStreamerDamage(0, start.length, SeaStreamerDamage.Kind.HEADER);
        if (start.length < Layout.HEADER_BYTES) {
            throw new SeaStreamerException.Damaged(path, damage);
        }
        if (SeaStreamerHeader.version(start) != Layout.VERSION) {
            throw new SeaStreamerException.UnsupportedVersion(path, SeaStreamerHeader.version(start));
        }
        SeaStreamerHeader header =
                SeaStreamerHeader.parse(start).orElseThrow(() -> new SeaStreamerException.Damaged(path, damage));
        return new SeaStreamerReader(path, bytes, header, header.flaw(start));
    }

    /** The header. */
    public SeaStreamerHeader header() {
        return header;
    }

    /**
     * Goes to the next message, passing over beacons.
     *
     * @return false where there is none now: the end-of-stream mark was met ({@link #ended}), the file ends behind
     *     a message, or it ends within one ({@link #tear})
     * @throws SeaStreamerException.Damaged where bytes are not what a writer wrote; the next call goes on behind
     */
    public boolean next() throws IOException {
        beacons = List.of();
        tear = Optional.empty();
        if (ended()) {
            return false;
        }
        Frame frame = frames.read(at);
        if (frame.flaws().size() > flawsTold) {
            throw new SeaStreamerException.Damaged(path, frame.flaws().get(flawsTold++));
        }
        beacons = frame.beacons();
        return switch (frame) {
            case Frame.Whole whole -> take(whole);
            case Frame.Bad bad -> throw new SeaStreamerException.Damaged(path, passOver(bad));
            case Frame.Cut ignored -> {
                tear = Optional.of(new SeaStreamerDamage(at, bytes.size() - at, SeaStreamerDamage.Kind.UNFINISHED));
                bytes.forget();
                yield false;
            }
            case Frame.None ignored -> {
                bytes.forget();
                yield false;
            }
        };
    }

    /** The message that {@link #next} went to. */
    public SeaStreamerMessage message() {
        return current().message();
    }

    /** Whether the end-of-stream mark was met. What stands behind it is not read, as SeaStreamer does not. */
    public boolean ended() {
        return end != null;
    }

    /** The time in the end-of-stream mark, in milliseconds since 1970; empty until it was met. */
    public OptionalLong endTimeMillis() {
        return end == null
                ? OptionalLong.empty()
                : OptionalLong.of(end.message().timeMillis());
    }

    /**
     * After {@link #next} returned false: what stands at the file's end and is no whole message. Such a file is
     * still being written, or was cut.
     */
    public Optional<SeaStreamerDamage> tear() {
        return tear;
    }

    /** Up to which byte the file was read: the end of the last message, of the damage or of the mark. */
    public long offset() {
        return at;
    }

    /** The last bytes before {@link #offset}: {@code count}, or all where there are fewer. */
    public byte[] bytesBefore(int count) throws IOException {
        byte[] before = new byte[(int) Math.min(count, at)];
        bytes.read(at - before.length, before, 0, before.length);
        return before;
    }

    /**
     * Goes to the message behind a place.
     *
     * @param endOffset the {@link SeaStreamerMessage#endOffset} of a message of this file
     */
    public void seek(long endOffset) {
        at = endOffset;
        flawsTold = 0;
        current = null;
        end = null;
        tear = Optional.empty();
        bytes.forget();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** The checksum of the current message's payload. */
    int checksum() {
        return current().checksum();
    }

    /** The beacons that the last call of {@link #next} met. */
    List<Beacon> beacons() {
        return beacons;
    }

    /** The end-of-stream mark as a message, once it was met. */
    Optional<Frame.Whole> end() {
        return Optional.ofNullable(end);
    }

    /** The beacon at an offset, where one stands there. */
    Optional<Beacon> beaconAt(long offset) throws IOException {
        return offset % header.intervalBytes() == 0 ? frames.beaconAt(offset) : Optional.empty();
    }

    /** The first byte of the header that no writer writes. */
    OptionalInt headerFlaw() {
        return headerFlaw;
    }

    /** The file's size now. */
    long sizeBytes() throws IOException {
        return bytes.size();
    }

    private Frame.Whole current() {
        if (current == null) {
            throw new NoSuchElementException("next() has not gone to a message");
        }
        return current;
    }

    private boolean take(Frame.Whole whole) {
        at = whole.message().endOffset();
        flawsTold = 0;
        if (whole.isEnd()) {
            end = whole;
            return false;
        }
        current = whole;
        return true;
    }

    private SeaStreamerDamage passOver(Frame.Bad bad) throws IOException {
        long from = at;
        List<Beacon> passed = new ArrayList<>();
        at = goesOnAt(bad, passed);
        flawsTold = 0;
        beacons = List.copyOf(passed);
        return new SeaStreamerDamage(from, at - from, bad.kind());
    }

    /** Behind the message itself, behind the next beacon, at the end-of-stream mark, or at the file's end. */
    private long goesOnAt(Frame.Bad bad, List<Beacon> passed) throws IOException {
        OptionalLong behind = bad.endOffset();
        Frame next = behind.isPresent() ? frames.read(behind.getAsLong()) : bad;
        if (next instanceof Frame.Whole || next instanceof Frame.None) {
            passed.addAll(bad.beacons());
            return behind.getAsLong();
        }
        OptionalLong resynced = resync(at, passed);
        if (resynced.isPresent()) {
            return resynced.getAsLong();
        }
        return next instanceof Frame.Cut
                ? behind.getAsLong()
                : frames.endMark(at).orElse(bytes.size());
    }

    /** Behind the next beacon that leads to a message. */
    private OptionalLong resync(long from, List<Beacon> passed) throws IOException {
        long interval = header.intervalBytes();
        OptionalLong found = OptionalLong.empty();
        long until = bytes.size();
        for (long offset = from - from % interval + interval; offset < until; offset += interval) {
            Optional<Beacon> beacon = frames.beaconAt(offset);
            if (beacon.isPresent()) {
                passed.add(beacon.get());
                if (found.isEmpty()) {
                    found = frames.messageBehind(beacon.get());
                    until = found.orElse(until);
                }
            }
        }
        return found;
    }
}
