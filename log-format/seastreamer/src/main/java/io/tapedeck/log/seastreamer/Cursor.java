package io.tapedeck.log.seastreamer;

import io.tapedeck.log.StreamKey;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes over the bytes of messages, reading the beacons between them on the way. */
final class Cursor {
    private static final int BEACON_HEAD_BYTES = Layout.BEACON_OVERHEAD_BYTES - 1;

    private final FileBytes bytes;
    private final long intervalBytes;
    private final List<Met> met;
    private long at;
    private long taken;

    /**
     * A beacon that was met.
     *
     * @param takenBefore how many bytes of messages had been taken
     */
    record Met(Beacon beacon, long takenBefore) {}

    Cursor(FileBytes bytes, long intervalBytes, long offset) {
        this(bytes, intervalBytes, offset, 0, List.of());
    }

    private Cursor(FileBytes bytes, long intervalBytes, long offset, long taken, List<Met> met) {
        this.bytes = bytes;
        this.intervalBytes = intervalBytes;
        this.at = offset;
        this.taken = taken;
        this.met = new ArrayList<>(met);
    }

    /** Another one at the same place, which goes its own way. */
    Cursor copy() {
        return new Cursor(bytes, intervalBytes, at, taken, met);
    }

    /** The next byte's offset. */
    long at() {
        return at;
    }

    /** How many bytes of messages were taken. */
    long taken() {
        return taken;
    }

    /** The beacons so far. */
    List<Met> met() {
        return met;
    }

    /**
     * Takes bytes of messages.
     *
     * @throws EOFException where the file ends before
     * @throws Flaw where a beacon between them is none
     */
    void take(byte[] target, int from, int length) throws IOException, Flaw {
        int done = 0;
        while (done < length) {
            passBeacon();
            int count = (int) Math.min(length - done, intervalBytes - at % intervalBytes);
            bytes.read(at, target, from + done, count);
            done += count;
            at += count;
            taken += count;
        }
    }

    /** As {@link #take}, without the bytes. */
    void skip(long length) throws IOException, Flaw {
        long left = length;
        while (left > 0) {
            passBeacon();
            long count = Math.min(left, intervalBytes - at % intervalBytes);
            if (!bytes.reaches(at + count)) {
                throw new EOFException();
            }
            left -= count;
            at += count;
            taken += count;
        }
    }

    /** Reads the beacon that stands here, where one must. */
    void passBeacon() throws IOException, Flaw {
        if (at % intervalBytes == 0) {
            Beacon beacon = readBeacon();
            met.add(new Met(beacon, taken));
            at = beacon.endOffset();
        }
    }

    private Beacon readBeacon() throws IOException, Flaw {
        byte[] head = new byte[BEACON_HEAD_BYTES];
        bytes.read(at, head, 0, head.length);
        ByteBuffer fields = ByteBuffer.wrap(head);
        boolean isSound = fields.get() == Layout.MARK;
        long remaining = Integer.toUnsignedLong(fields.getInt());
        int count = fields.get() & 0xFF;
        long next = at + BEACON_HEAD_BYTES;
        List<Beacon.Marker> markers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] marker = readMarker(next);
            next += marker.length;
            Optional<Beacon.Marker> parsed = parse(marker);
            parsed.ifPresent(markers::add);
            isSound &= parsed.isPresent();
        }
        checkWithinInterval(next + 1);
        byte[] end = new byte[1];
        bytes.read(next, end, 0, 1);
        isSound &= end[0] == Layout.MARK;
        return new Beacon(at, (int) (next + 1 - at), remaining, markers, isSound);
    }

    private byte[] readMarker(long offset) throws IOException, Flaw {
        byte[] length = new byte[1];
        checkWithinInterval(offset + 1);
        bytes.read(offset, length, 0, 1);
        byte[] marker = new byte[Layout.MARKER_OVERHEAD_BYTES + (length[0] & 0xFF)];
        checkWithinInterval(offset + marker.length);
        bytes.read(offset, marker, 0, marker.length);
        return marker;
    }

    private void checkWithinInterval(long endOffset) throws Flaw {
        if (endOffset - at >= intervalBytes) {
            throw new Flaw(SeaStreamerDamage.Kind.BEACON);
        }
    }

    private static Optional<Beacon.Marker> parse(byte[] marker) {
        ByteBuffer fields = ByteBuffer.wrap(marker);
        int nameBytes = fields.get() & 0xFF;
        Optional<StreamKey> stream = name(marker, 1, nameBytes);
        fields.position(1 + nameBytes);
        long shard = fields.getLong();
        long sequence = fields.getLong();
        long timeMillis = fields.getLong();
        if (stream.isEmpty() || !areNumbers(shard, sequence, timeMillis)) {
            return Optional.empty();
        }
        return Optional.of(new Beacon.Marker(
                new StreamShard(stream.get(), shard),
                new ShardState(sequence, timeMillis, fields.getShort() & 0xFFFF)));
    }

    /** A stream's name, where SeaStreamer allows it. */
    static Optional<StreamKey> name(byte[] bytes, int offset, int length) {
        try {
            // Latin-1: a byte that is not ASCII becomes a character that no name has.
            return Optional.of(new StreamKey(new String(bytes, offset, length, StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether these are a shard, a sequence and a time that we can hold and SeaStreamer can read. */
    static boolean areNumbers(long shard, long sequence, long timeMillis) {
        return shard >= 0 && sequence >= 0 && timeMillis >= 0 && timeMillis <= Layout.TIME_MILLIS_MAX;
    }
}
