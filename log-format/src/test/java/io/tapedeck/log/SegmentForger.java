package io.tapedeck.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes the bytes of a segment and makes the checksums right again, as no disk does: for what a reader finds behind
 * a checksum that holds.
 */
final class SegmentForger {
    final byte[] bytes;
    private final int intervalBytes;
    private final Checksum checksum;

    /** A forger of an intact segment's bytes, which are changed in place. */
    SegmentForger(byte[] bytes) {
        this.bytes = bytes;
        intervalBytes = 1 << bytes[10];
        checksum = new Checksum(Beacon.uuid(bytes, 16), LittleEndian.getInt(bytes, 12));
    }

    int intervalBytes() {
        return intervalBytes;
    }

    /** Where frames begin, as their lengths and those of the beacons lead. */
    List<Integer> frames() {
        List<Integer> frames = new ArrayList<>();
        int at = SegmentHeader.LENGTH;
        while (at < bytes.length) {
            if (at % intervalBytes == 0) {
                at += beaconLength(at);
            }
            if (at + Frame.HEADER_LENGTH > bytes.length) {
                break;
            }
            frames.add(at);
            int[] places = frame(at);
            if (places.length == 0) {
                break;
            }
            at = places[places.length - 1] + 1;
        }
        return frames;
    }

    int kind(int frameAt) {
        return bytes[places(frameAt, Frame.HEADER_LENGTH)[8]] & 0xFF;
    }

    /** The content length that a frame claims; −1 where it is not in the file. */
    private int contentLength(int frameAt) {
        int[] places = places(frameAt, Frame.HEADER_LENGTH);
        int length = places.length == 0 ? -1 : 0;
        for (int i = 7; i >= 4 && places.length > 0; i--) {
            length = length << 8 | bytes[places[i]] & 0xFF;
        }
        return length;
    }

    /** The length that a beacon claims; that of the rest of the file where it is none. */
    private int beaconLength(int at) {
        int length = at + Beacon.FIXED_LENGTH > bytes.length ? 0 : LittleEndian.getInt(bytes, at + 4);
        return length < Beacon.FIXED_LENGTH || length > bytes.length - at ? bytes.length - at : length;
    }

    /** Where the bytes of a frame stand, beacons passed over; none where they are not all there. */
    int[] places(int frameAt, int length) {
        if (length < 0 || length > bytes.length) {
            return new int[0];
        }
        int[] places = new int[length];
        int at = frameAt;
        for (int i = 0; i < length; i++) {
            if (at % intervalBytes == 0 && i > 0) {
                at += beaconLength(at);
            }
            if (at < 0 || at >= bytes.length) {
                return new int[0];
            }
            places[i] = at++;
        }
        return places;
    }

    /** The whole frame at an offset. */
    int[] frame(int frameAt) {
        int length = contentLength(frameAt);
        return length < 0 || length > bytes.length ? new int[0] : places(frameAt, Frame.lengthOf(length));
    }

    /** Makes the checksum of a frame right. */
    void sealFrame(int frameAt) {
        int[] places = frame(frameAt);
        if (places.length > 0) {
            sealPlaces(frameAt, places);
        }
    }

    private void sealPlaces(int frameAt, int[] places) {
        byte[] frame = new byte[places.length];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = bytes[places[i]];
        }
        LittleEndian.putInt(frame, 0, checksum.of(frame, 4, frame.length - 4, frameAt));
        for (int i = 0; i < 4; i++) {
            bytes[places[i]] = frame[i];
        }
    }

    /** Makes the checksum of a beacon right, if the length that it claims is in the file. */
    void sealBeacon(int at) {
        int length = LittleEndian.getInt(bytes, at + 4);
        if (length >= Beacon.FIXED_LENGTH && length <= bytes.length - at) {
            LittleEndian.putInt(bytes, at, checksum.of(bytes, at + 4, length - 4, at));
        }
    }

    /** Makes the checksum of the header right; the log's id and the segment's number may be others now. */
    void sealHeader() {
        Checksum own = new Checksum(Beacon.uuid(bytes, 16), LittleEndian.getInt(bytes, 12));
        LittleEndian.putInt(bytes, 124, own.of(bytes, 0, 124, 0));
    }

    /** Makes the checksum of the mark at an offset right. */
    void sealMark(int at) {
        LittleEndian.putInt(bytes, at + 60, checksum.of(bytes, at, 60, at));
    }

    /** The mark that counts. */
    int newestMark() {
        return DurableMark.newest(bytes, checksum).orElseThrow().offset();
    }
}
