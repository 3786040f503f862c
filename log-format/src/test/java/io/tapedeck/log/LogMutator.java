package io.tapedeck.log;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Changes a segment's bytes at random, and mostly makes the checksums right again, so that what reads behind them is
 * reached: contents of frames, lengths, beacons that lie, headers, marks, heads and tables of packed segments.
 */
final class LogMutator {
    private final SplittableRandom random;

    LogMutator(SplittableRandom random) {
        this.random = random;
    }

    byte[] mutate(byte[] segment) {
        byte[] bytes = segment.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = random.nextInt(4) == 0 ? torn(bytes) : forged(bytes);
        }
        return bytes;
    }

    /** What disks do: the checksums are as they were. */
    private byte[] torn(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> {
                int from = random.nextInt(bytes.length);
                int length = random.nextInt(1, 600);
                System.arraycopy(bytes.clone(), from, bytes, at, Math.min(length, bytes.length - Math.max(from, at)));
            }
            case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(1, 600)), (byte) 0);
            case 4 -> {
                return Arrays.copyOf(bytes, at);
            }
            default -> {
                return Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 2000));
            }
        }
        return bytes;
    }

    private byte[] forged(byte[] bytes) {
        if (bytes.length < SegmentHeader.LENGTH) {
            return bytes;
        }
        if (bytes[4] != 'E') {
            forgePacked(bytes);
            return bytes;
        }
        if (bytes[10] < SegmentHeader.INTERVAL_LOG2_MIN || bytes[10] > SegmentHeader.INTERVAL_LOG2_MAX) {
            return bytes;
        }
        SegmentForger forger = new SegmentForger(bytes);
        switch (random.nextInt(10)) {
            case 0 -> forgeHeader(forger);
            case 1 -> forgeMark(forger);
            case 2, 3, 4 -> forgeBeacon(forger);
            default -> forgeFrame(forger);
        }
        return bytes;
    }

    private void forgeHeader(SegmentForger forger) {
        switch (random.nextInt(6)) {
            case 0 -> forger.bytes[10] = (byte) random.nextInt();
            case 1 -> forger.bytes[11] = (byte) random.nextInt();
            case 2 -> LittleEndian.putInt(forger.bytes, 12, random.nextInt());
            case 3 -> forger.bytes[8] = (byte) random.nextInt(3);
            default -> putLong(forger.bytes, 16 + 8 * random.nextInt(13));
        }
        forger.sealHeader();
    }

    private void forgeMark(SegmentForger forger) {
        int at = random.nextBoolean() ? DurableMark.FIRST_AT : DurableMark.SECOND_AT;
        if (random.nextInt(5) == 0) {
            forger.bytes[at + 32] = (byte) random.nextInt();
        } else {
            putLong(forger.bytes, at + 8 * random.nextInt(4));
        }
        forger.sealMark(at);
    }

    private void forgeBeacon(SegmentForger forger) {
        int count = (forger.bytes.length - 1) / forger.intervalBytes();
        int at = count == 0 ? 0 : (1 + random.nextInt(count)) * forger.intervalBytes();
        if (at == 0 || at + Beacon.FIXED_LENGTH > forger.bytes.length) {
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> forger.bytes[at + 9] = (byte) random.nextInt();
            case 1 -> LittleEndian.putInt(forger.bytes, at + 4, length());
            case 2 -> {
                int entries = random.nextInt(random.nextBoolean() ? 4 : 0x10000);
                LittleEndian.putShort(forger.bytes, at + 10, entries);
                LittleEndian.putInt(forger.bytes, at + 4, Beacon.FIXED_LENGTH + entries * Beacon.ENTRY_LENGTH);
            }
            case 3 -> putLong(forger.bytes, at + 16);
            default -> {
                int room = Math.min(forger.bytes.length - at, Beacon.FIXED_LENGTH + 2 * Beacon.ENTRY_LENGTH);
                putLong(forger.bytes, at + 8 * random.nextInt(2, room / 8));
            }
        }
        forger.sealBeacon(at);
    }

    private void forgeFrame(SegmentForger forger) {
        List<Integer> frames = forger.frames();
        if (frames.isEmpty()) {
            return;
        }
        int at = frames.get(random.nextInt(frames.size()));
        int[] places = forger.frame(at);
        if (places.length < Frame.HEADER_LENGTH) {
            return;
        }
        switch (random.nextInt(7)) {
            case 0 -> forger.bytes[places[8]] = (byte) random.nextInt(random.nextBoolean() ? 25 : 256);
            case 1 -> forger.bytes[places[12 + random.nextInt(4)]] = (byte) random.nextInt();
            case 2 -> putInt(forger.bytes, places, 4, length());
            case 3 -> putInt(forger.bytes, places, 12, random.nextInt());
            default -> {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    forgeContent(forger, places);
                }
            }
        }
        forger.sealFrame(at);
    }

    private void forgeContent(SegmentForger forger, int[] places) {
        int i = Frame.HEADER_LENGTH + random.nextInt(Math.max(1, places.length - Frame.HEADER_LENGTH));
        if (i >= places.length) {
            return;
        }
        if (random.nextBoolean() || i + 8 > places.length) {
            forger.bytes[places[i]] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(13));
        } else {
            long value = number(forger.bytes.length);
            for (int j = 0; j < 8; j++) {
                forger.bytes[places[i / 8 * 8 + j]] = (byte) (value >>> 8 * j);
            }
        }
    }

    private static void putInt(byte[] bytes, int[] places, int at, int value) {
        for (int j = 0; j < 4; j++) {
            bytes[places[at + j]] = (byte) (value >>> 8 * j);
        }
    }

    private void forgePacked(byte[] bytes) {
        Checksum checksum = new Checksum(Beacon.uuid(bytes, 16), LittleEndian.getInt(bytes, 12));
        long tableAt = LittleEndian.getLong(bytes, 40);
        int lastAt = bytes.length - PackedSegment.LENGTH;
        if (lastAt < PackedSegment.LENGTH) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> forgeHeads(bytes, lastAt);
            case 1 -> {
                if (tableAt >= PackedSegment.LENGTH && tableAt < lastAt - 16) {
                    int at = (int) tableAt;
                    putLong(bytes, at + 8 * random.nextInt(1, (lastAt - at) / 8));
                    seal(bytes, at, lastAt - at, checksum);
                }
            }
            default -> forgeBlock(bytes, checksum);
        }
    }

    /** Both heads alike, so that neither makes up for the other, or one. */
    private void forgeHeads(byte[] bytes, int lastAt) {
        int field = 32 + 8 * random.nextInt(3);
        long value = number(bytes.length);
        int kind = random.nextInt(4);
        int one = random.nextInt();
        for (int at : random.nextInt(4) == 0 ? new int[] {0} : new int[] {0, lastAt}) {
            switch (kind) {
                case 0 -> bytes[at + 10] = (byte) one;
                case 1 -> bytes[at + 11] = (byte) one;
                default -> LittleEndian.putLong(bytes, at + field, value);
            }
            Checksum checksum = new Checksum(Beacon.uuid(bytes, at + 16), LittleEndian.getInt(bytes, at + 12));
            LittleEndian.putInt(bytes, at + 124, checksum.of(bytes, at, 124, at));
        }
    }

    private void forgeBlock(byte[] bytes, Checksum checksum) {
        int at = PackedSegment.LENGTH;
        for (int skip = random.nextInt(6); skip > 0 && at + 16 < bytes.length; skip--) {
            int length = LittleEndian.getInt(bytes, at + 4);
            at = length < 0 || length > bytes.length ? bytes.length : (int) PackedTable.blockEnd(at, length);
        }
        if (at + 32 > bytes.length) {
            return;
        }
        int length = LittleEndian.getInt(bytes, at + 4);
        switch (random.nextInt(3)) {
            case 0 -> LittleEndian.putInt(bytes, at + 4, length());
            case 1 -> putLong(bytes, at + 8);
            default -> bytes[at + 16 + random.nextInt(16)] ^= (byte) (1 << random.nextInt(8));
        }
        long end = length < 0 || length > bytes.length ? bytes.length : PackedTable.blockEnd(at, length);
        seal(bytes, at, (int) Math.min(end, bytes.length) - at, checksum);
    }

    private static void seal(byte[] bytes, int at, int length, Checksum checksum) {
        LittleEndian.putInt(bytes, at, checksum.of(bytes, at + 4, length - 4, at));
    }

    private void putLong(byte[] bytes, int at) {
        LittleEndian.putLong(bytes, at, number(bytes.length));
    }

    private int length() {
        return switch (random.nextInt(5)) {
            case 0 -> 1 << random.nextInt(31);
            case 1 -> random.nextInt();
            case 2 -> Frame.CONTENT_LENGTH_MAX - random.nextInt(9);
            default -> random.nextInt(600);
        };
    }

    /** A number that somebody may stumble over. */
    private long number(int size) {
        return switch (random.nextInt(9)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MAX_VALUE - random.nextInt(16);
            case 3 -> Long.MIN_VALUE + random.nextInt(16);
            case 4 -> 1L << random.nextInt(63);
            case 5 -> random.nextLong();
            case 6 -> random.nextInt(64);
            case 7 -> size - 32 + random.nextInt(64);
            default -> random.nextInt(size) & ~7;
        };
    }
}
