package io.tapedeck.log;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Up to where a segment was made durable, and by which writer.
 *
 * <pre>
 *   0   8  durable to            32   1  durability
 *   8   8  ordinal               33  27  zeros
 *  16   8  writer epoch          60   4  checksum
 *  24   8  serial
 * </pre>
 */
record DurableMark(long durableTo, long ordinal, long epoch, long serial, Durability durability) {
    static final int LENGTH = 64;
    static final int FIRST_AT = 128;
    static final int SECOND_AT = 192;

    private static final int CHECKSUM_AT = 60;

    /** Where this mark is written: the two places take turns. */
    int offset() {
        return serial % 2 == 0 ? FIRST_AT : SECOND_AT;
    }

    byte[] encode(Checksum checksum) {
        byte[] bytes = new byte[LENGTH];
        LittleEndian.putLong(bytes, 0, durableTo);
        LittleEndian.putLong(bytes, 8, ordinal);
        LittleEndian.putLong(bytes, 16, epoch);
        LittleEndian.putLong(bytes, 24, serial);
        bytes[32] = (byte) durability.number();
        LittleEndian.putInt(bytes, CHECKSUM_AT, checksum.of(bytes, 0, CHECKSUM_AT, offset()));
        return bytes;
    }

    /** The newer of the two marks in a header, where one can be read. */
    static Optional<DurableMark> newest(byte[] header, Checksum checksum) {
        Optional<DurableMark> first = decode(header, FIRST_AT, checksum);
        Optional<DurableMark> second = decode(header, SECOND_AT, checksum);
        if (first.isPresent() && second.isPresent()) {
            return first.get().serial > second.get().serial ? first : second;
        }
        return first.or(() -> second);
    }

    /**
     * The offset of the first mark that is not as a writer leaves it. The first mark, with serial 1, is written with
     * the header; the other place holds zeros until the second. From then on both are whole.
     */
    static OptionalInt damaged(byte[] header, Checksum checksum) {
        Optional<DurableMark> first = decode(header, FIRST_AT, checksum);
        Optional<DurableMark> second = decode(header, SECOND_AT, checksum);
        if (first.isPresent() && second.isPresent()) {
            return Math.abs(first.get().serial - second.get().serial) == 1
                    ? OptionalInt.empty()
                    : OptionalInt.of(first.get().serial < second.get().serial ? FIRST_AT : SECOND_AT);
        }
        boolean begun = first.isEmpty()
                && second.isPresent()
                && second.get().serial == SegmentFile.FIRST_MARK_SERIAL
                && Bytes.wrap(header, FIRST_AT, LENGTH).isZero();
        return begun ? OptionalInt.empty() : OptionalInt.of(first.isEmpty() ? FIRST_AT : SECOND_AT);
    }

    private static Optional<DurableMark> decode(byte[] header, int at, Checksum checksum) {
        if (checksum.of(header, at, CHECKSUM_AT, at) != LittleEndian.getInt(header, at + CHECKSUM_AT)) {
            return Optional.empty();
        }
        DurableMark mark = new DurableMark(
                LittleEndian.getLong(header, at),
                LittleEndian.getLong(header, at + 8),
                LittleEndian.getLong(header, at + 16),
                LittleEndian.getLong(header, at + 24),
                Durability.ofNumber(header[at + 32]));
        return mark.offset() == at ? Optional.of(mark) : Optional.empty();
    }
}
