package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.StreamKey;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what stands at an offset where a message should begin. Holds no place of its own. */
final class FrameReader {
    private final FileBytes bytes;
    private final long intervalBytes;

    FrameReader(FileBytes bytes, long intervalBytes) {
        this.bytes = bytes;
        this.intervalBytes = intervalBytes;
    }

    /** The fields of a message before its payload. */
    private record Head(Optional<StreamKey> stream, long shard, long sequence, long timeMillis, long payloadBytes) {
        boolean isSound() {
            return stream.isPresent()
                    && Cursor.areNumbers(shard, sequence, timeMillis)
                    && (!stream.get().equals(Layout.INTERNAL) || isEnd());
        }

        /** SeaStreamer writes no other message of its own. */
        boolean isEnd() {
            return stream.filter(Layout.INTERNAL::equals).isPresent()
                    && shard == 0
                    && sequence == 0
                    && payloadBytes == Layout.END_OF_STREAM.length();
        }
    }

    /** What stands at {@code offset}. */
    Frame read(long offset) throws IOException {
        Cursor cursor = new Cursor(bytes, intervalBytes, offset);
        try {
            if (bytes.reaches(offset + 1)) {
                cursor.passBeacon();
            }
            if (!bytes.reaches(cursor.at() + 1)) {
                return new Frame.None(Frame.beacons(cursor.met()), Frame.flaws(cursor.met(), 0));
            }
            return readMessage(offset, cursor);
        } catch (EOFException e) {
            return isUnfinished(offset) ? new Frame.Cut() : bad(SeaStreamerDamage.Kind.LENGTH, cursor);
        } catch (Flaw flaw) {
            return bad(flaw.kind(), cursor);
        }
    }

    /** The beacon at {@code offset}, where one stands there and is whole. */
    Optional<Beacon> beaconAt(long offset) throws IOException {
        Cursor cursor = new Cursor(bytes, intervalBytes, offset);
        try {
            cursor.passBeacon();
            return cursor.met().stream()
                    .map(Cursor.Met::beacon)
                    .filter(Beacon::sound)
                    .findFirst();
        } catch (EOFException | Flaw e) {
            return Optional.empty();
        }
    }

    /** Where messages go on behind the one that is around a beacon; empty where the beacon does not lead to one. */
    OptionalLong messageBehind(Beacon beacon) throws IOException {
        Cursor cursor = new Cursor(bytes, intervalBytes, beacon.endOffset());
        try {
            cursor.skip(beacon.remainingBytes());
            return read(cursor.at()) instanceof Frame.Bad ? OptionalLong.empty() : OptionalLong.of(cursor.at());
        } catch (EOFException | Flaw e) {
            return OptionalLong.empty();
        }
    }

    /** Where the end-of-stream mark begins, if the file ends with one behind {@code offset}. */
    OptionalLong endMark(long offset) throws IOException {
        long size = bytes.size();
        long boundary = size - size % intervalBytes;
        long begin = size - Layout.END_OF_STREAM_BYTES;
        Optional<Beacon> beacon = boundary > offset ? beaconAt(boundary) : Optional.empty();
        if (beacon.isPresent() && begin < beacon.get().endOffset()) {
            begin -= beacon.get().sizeBytes();
        }
        return begin > offset && read(begin) instanceof Frame.Whole whole && whole.isEnd()
                ? OptionalLong.of(begin)
                : OptionalLong.empty();
    }

    private Frame readMessage(long offset, Cursor cursor) throws IOException, Flaw {
        Head head = readHead(cursor);
        long headBytes = cursor.taken();
        Cursor end = cursor.copy();
        boolean isWhole = skip(end, head.payloadBytes() + Layout.MESSAGE_END_BYTES);
        List<Beacon> beacons = Frame.beacons(end.met());
        List<SeaStreamerDamage> flaws =
                Frame.flaws(end.met(), headBytes + head.payloadBytes() + Layout.MESSAGE_END_BYTES);
        if (!isWhole) {
            return head.isSound() && flaws.isEmpty() && isUnfinished(offset)
                    ? new Frame.Cut()
                    : new Frame.Bad(
                            head.isSound() ? SeaStreamerDamage.Kind.LENGTH : SeaStreamerDamage.Kind.FIELDS,
                            OptionalLong.empty(),
                            beacons);
        }
        if (flaws.size() > 1 && flaws.size() == beacons.size()) {
            // All beacons against one length: not worth reading up to a gigabyte.
            return new Frame.Bad(SeaStreamerDamage.Kind.LENGTH, OptionalLong.empty(), beacons);
        }
        byte[] rest = new byte[(int) head.payloadBytes() + Layout.MESSAGE_END_BYTES];
        cursor.take(rest, 0, rest.length);
        int checksum = Crc16.of(rest, 0, (int) head.payloadBytes());
        boolean isMarked = rest[rest.length - 1] == Layout.MARK;
        boolean matches = (short) checksum == ByteBuffer.wrap(rest).getShort((int) head.payloadBytes());
        if (!head.isSound() || !matches) {
            return new Frame.Bad(
                    kind(head, flaws),
                    isMarked && flaws.isEmpty() ? OptionalLong.of(end.at()) : OptionalLong.empty(),
                    beacons);
        }
        if (!isMarked) {
            flaws.add(new SeaStreamerDamage(end.at() - 1, 1, SeaStreamerDamage.Kind.MARK));
        }
        Bytes payload = Bytes.wrap(rest, 0, (int) head.payloadBytes());
        return new Frame.Whole(
                message(head, payload, offset, end.at()),
                checksum,
                head.isEnd() && payload.equals(Layout.END_OF_STREAM),
                beacons,
                flaws);
    }

    /** What is wrong with a message that does not match its checksum, or has no sound fields. */
    private static SeaStreamerDamage.Kind kind(Head head, List<SeaStreamerDamage> flaws) {
        if (!head.isSound()) {
            return SeaStreamerDamage.Kind.FIELDS;
        }
        return flaws.isEmpty() ? SeaStreamerDamage.Kind.CHECKSUM : SeaStreamerDamage.Kind.LENGTH;
    }

    private static SeaStreamerMessage message(Head head, Bytes payload, long offset, long endOffset) {
        return new SeaStreamerMessage(
                head.stream().orElseThrow(),
                head.shard(),
                head.sequence(),
                head.timeMillis(),
                payload,
                offset,
                endOffset);
    }

    private static Head readHead(Cursor cursor) throws IOException, Flaw {
        byte[] length = new byte[1];
        cursor.take(length, 0, 1);
        int nameBytes = length[0] & 0xFF;
        byte[] head = new byte[nameBytes + Layout.NUMBERS_BYTES + Integer.BYTES];
        cursor.take(head, 0, head.length);
        ByteBuffer fields = ByteBuffer.wrap(head).position(nameBytes);
        Head found = new Head(
                Cursor.name(head, 0, nameBytes),
                fields.getLong(),
                fields.getLong(),
                fields.getLong(),
                Integer.toUnsignedLong(fields.getInt()));
        if (found.payloadBytes() > Layout.PAYLOAD_BYTES_MAX) {
            throw new Flaw(found.isSound() ? SeaStreamerDamage.Kind.LENGTH : SeaStreamerDamage.Kind.FIELDS);
        }
        return found;
    }

    private static boolean skip(Cursor cursor, long length) throws IOException, Flaw {
        try {
            cursor.skip(length);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    private static Frame bad(SeaStreamerDamage.Kind kind, Cursor cursor) {
        return new Frame.Bad(kind, OptionalLong.empty(), Frame.beacons(cursor.met()));
    }

    /** Whether what the file ends within may be a write that is not complete: no end-of-stream mark follows. */
    private boolean isUnfinished(long offset) throws IOException {
        return endMark(offset).isEmpty();
    }
}
