package io.tapedeck.log;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/** A file on a disk in the making: its bytes, its size, and which of its sectors were ever written. */
final class DiskFile {
    static final int SECTOR_BYTES = 512;

    private final BitSet writtenSectors = new BitSet();
    private byte[] stored;
    private int size;

    DiskFile(byte[] bytes) {
        stored = bytes.clone();
        size = bytes.length;
        writtenSectors.set(0, sectors(size));
    }

    private static int sectors(int bytes) {
        return (bytes + SECTOR_BYTES - 1) / SECTOR_BYTES;
    }

    /** Writes, and grows if need be. */
    void write(byte[] bytes, int from, int length, int offset) {
        store(bytes, from, length, offset);
        grow(offset + length);
    }

    /** Puts bytes of one or more sectors in their place, be it behind the file's end. */
    void store(byte[] bytes, int from, int length, int offset) {
        if (stored.length < offset + length) {
            stored = Arrays.copyOf(stored, Math.max(offset + length, stored.length * 2));
        }
        System.arraycopy(bytes, from, stored, offset, length);
        writtenSectors.set(offset / SECTOR_BYTES, sectors(offset + length));
    }

    void grow(int atLeast) {
        size = Math.max(size, atLeast);
    }

    void truncate(int newSize) {
        size = newSize;
        if (newSize < stored.length) {
            Arrays.fill(stored, newSize, stored.length, (byte) 0);
        }
        writtenSectors.clear(sectors(newSize), Math.max(sectors(newSize), writtenSectors.length()));
    }

    /** Puts noise, or bytes of some other place of this file, where the file grew and nothing was written. */
    void fillHoles(SplittableRandom random) {
        stored = Arrays.copyOf(stored, Math.max(size, stored.length));
        for (int sector = writtenSectors.nextClearBit(0);
                sector < sectors(size);
                sector = writtenSectors.nextClearBit(sector + 1)) {
            byte[] stale = new byte[SECTOR_BYTES];
            int other = random.nextInt(sectors(size));
            if (random.nextBoolean() && other != sector && (other + 1) * SECTOR_BYTES <= size) {
                System.arraycopy(stored, other * SECTOR_BYTES, stale, 0, SECTOR_BYTES);
            } else {
                random.nextBytes(stale);
            }
            int at = sector * SECTOR_BYTES;
            System.arraycopy(stale, 0, stored, at, Math.min(SECTOR_BYTES, size - at));
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(stored, size);
    }
}
