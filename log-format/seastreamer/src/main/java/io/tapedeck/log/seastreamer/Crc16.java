package io.tapedeck.log.seastreamer;

/**
 * CRC-16/CDMA2000: polynomial 0xC867, most significant bit first, begins with 0xFFFF, no final XOR. A byte at a
 * time from a table (D. V. Sarwate, 1988).
 */
final class Crc16 {
    /** The checksum of no bytes, and where every checksum begins. */
    static final int START = 0xFFFF;

    private static final int POLYNOMIAL = 0xC867;
    private static final int[] TABLE = table();

    private Crc16() {}

    /** The checksum of bytes. */
    static int of(byte[] bytes, int offset, int length) {
        int crc = START;
        for (int i = offset; i < offset + length; i++) {
            crc = update(crc, bytes[i]);
        }
        return crc;
    }

    /** A running checksum with one message's checksum taken in: its two bytes, high one first. */
    static int fold(int running, int checksum) {
        return update(update(running, checksum >>> 8), checksum);
    }

    private static int update(int crc, int value) {
        return (crc << 8 & 0xFFFF) ^ TABLE[(crc >>> 8 ^ value) & 0xFF];
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            table[i] = crc & 0xFFFF;
        }
        return table;
    }
}
