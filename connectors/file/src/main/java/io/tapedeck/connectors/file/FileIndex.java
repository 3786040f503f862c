package io.tapedeck.connectors.file;

import io.tapedeck.connectors.EffectId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The index beside a file that a sink writes, {@code <name>.tapedeck}: which effect each length of the file
 * ends with. All numbers are little-endian.
 *
 * <pre>
 *   header, 128 bytes
 *     0    8  magic "TAPEDKIX"
 *     8    4  version, 1
 *    12    4  task
 *    16   16  lineage: the two halves of the UUID, high one first
 *    32    4  length of the run's name
 *    36   88  the run's name, UTF-8, for people; zeros behind it
 *   124    4  CRC32C of bytes 0 … 123
 *   mark, 40 bytes, at 128 + 40 × slot
 *     0    8  number, from 1: the highest is the newest mark, in whatever slot
 *     8    8  ordinal of the last effect; 0 where there is none
 *    16    8  length of the file
 *    24    8  XXH64 of the 256 bytes (or all) before that length
 *    32    4  index of the last effect; bit 31: closed, nobody writes to the file now
 *    36    4  CRC32C of the header's CRC32C, then bytes 0 … 35 of the mark
 * </pre>
 *
 * A mark is written behind the data that it tells of, so what stands in the file beyond the newest mark was
 * never promised, and is cut. A mark torn by a crash does not count: its CRC32C fails. There are at most
 * {@link #SLOTS} marks, used in turn; older ones than the newest matter where a power loss took data that
 * was not forced. Opening and closing leave one.
 */
final class FileIndex {
    /** How many marks are kept. */
    static final int SLOTS = 1024;

    /** The length of the header. */
    static final int HEADER_BYTES = 128;

    /** The length of a mark. */
    static final int MARK_BYTES = 40;

    private static final long MAGIC = ByteBuffer.wrap("TAPEDKIX".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    private static final int VERSION = 1;
    private static final int NAME_OFFSET = 36;
    private static final int NAME_BYTES_MAX = 88;
    private static final int HEADER_CRC_OFFSET = HEADER_BYTES - 4;
    private static final int MARK_CRC_OFFSET = MARK_BYTES - 4;
    private static final int CLOSED_BIT = 1 << 31;

    private final RandomAccessFile file;
    private final boolean force;
    private int headerCrc;
    private long number;
    private int slot;

    /**
     * An index.
     *
     * @param force whether what is written must survive a power loss
     */
    FileIndex(RandomAccessFile file, boolean force) {
        this.file = file;
        this.force = force;
    }

    /**
     * For whom the file beside is written.
     *
     * @param lineage whose effects
     * @param task the task
     * @param runName for people
     */
    record Owner(UUID lineage, int task, String runName) {}

    /**
     * A length of the file beside.
     *
     * @param number the mark's
     * @param last the last effect before it
     * @param length in bytes
     * @param fingerprint of the bytes before it
     * @param closed whether the file was closed at it
     */
    record Mark(long number, Optional<EffectId> last, long length, long fingerprint, boolean closed) {}

    /** Whether there is anything in the index. */
    boolean isEmpty() throws IOException {
        return file.length() == 0;
    }

    /** For whom the file beside is written; empty where the header is damaged or of another version. */
    Optional<Owner> readOwner() throws IOException {
        if (file.length() < HEADER_BYTES) {
            return Optional.empty();
        }
        byte[] header = new byte[HEADER_BYTES];
        file.seek(0);
        file.readFully(header);
        ByteBuffer fields = littleEndian(header);
        int crc = fields.getInt(HEADER_CRC_OFFSET);
        int nameLength = fields.getInt(32);
        if (crc != crc(header, 0, HEADER_CRC_OFFSET)
                || fields.getLong(0) != MAGIC
                || fields.getInt(8) != VERSION
                || nameLength < 0
                || nameLength > NAME_BYTES_MAX) {
            return Optional.empty();
        }
        headerCrc = crc;
        return Optional.of(new Owner(
                new UUID(fields.getLong(16), fields.getLong(24)),
                fields.getInt(12),
                new String(header, NAME_OFFSET, nameLength, StandardCharsets.UTF_8)));
    }

    /** The marks that are whole, newest first; after {@link #readOwner} found the owner. */
    List<Mark> readMarks() throws IOException {
        int count = Math.toIntExact((file.length() - HEADER_BYTES) / MARK_BYTES);
        byte[] marks = new byte[count * MARK_BYTES];
        file.seek(HEADER_BYTES);
        file.readFully(marks);
        List<Mark> whole = new ArrayList<>();
        for (int offset = 0; offset < marks.length; offset += MARK_BYTES) {
            readMark(marks, offset).ifPresent(whole::add);
        }
        whole.sort(Comparator.comparingLong(Mark::number).reversed());
        number = whole.isEmpty() ? 0 : whole.getFirst().number();
        return whole;
    }

    /** Begins the index anew, with a mark at the start of an empty file. */
    void begin(Owner owner) throws IOException {
        byte[] start = new byte[HEADER_BYTES + MARK_BYTES];
        ByteBuffer fields = littleEndian(start);
        byte[] name = owner.runName().getBytes(StandardCharsets.UTF_8);
        int nameLength = Math.min(name.length, NAME_BYTES_MAX);
        fields.putLong(0, MAGIC)
                .putInt(8, VERSION)
                .putInt(12, owner.task())
                .putLong(16, owner.lineage().getMostSignificantBits())
                .putLong(24, owner.lineage().getLeastSignificantBits())
                .putInt(32, nameLength)
                .put(NAME_OFFSET, name, 0, nameLength);
        headerCrc = crc(start, 0, HEADER_CRC_OFFSET);
        fields.putInt(HEADER_CRC_OFFSET, headerCrc);
        number = 1;
        writeMark(start, HEADER_BYTES, new Mark(1, Optional.empty(), 0, Tail.NONE, false));
        file.setLength(0);
        file.seek(0);
        file.write(start);
        force();
        slot = 1;
    }

    /** Appends a mark; {@code mark.number} is given here. */
    void append(Mark mark) throws IOException {
        number++;
        writeAt(slot, new Mark(number, mark.last(), mark.length(), mark.fingerprint(), mark.closed()));
        force();
        slot = (slot + 1) % SLOTS;
    }

    /**
     * Leaves one mark. It is written twice, at the end and then in the first slot, so that one of them is whole
     * whenever the process dies.
     */
    void compact(Mark mark) throws IOException {
        number++;
        Mark only = new Mark(number, mark.last(), mark.length(), mark.fingerprint(), mark.closed());
        writeAt(Math.toIntExact(Math.max(1, (file.length() - HEADER_BYTES) / MARK_BYTES)), only);
        force();
        writeAt(0, only);
        force();
        file.setLength(HEADER_BYTES + MARK_BYTES);
        slot = 1;
    }

    private void force() throws IOException {
        if (force) {
            file.getFD().sync();
        }
    }

    private void writeAt(int atSlot, Mark mark) throws IOException {
        byte[] bytes = new byte[MARK_BYTES];
        writeMark(bytes, 0, mark);
        file.seek(HEADER_BYTES + (long) atSlot * MARK_BYTES);
        file.write(bytes);
    }

    private void writeMark(byte[] bytes, int offset, Mark mark) {
        ByteBuffer fields = littleEndian(bytes);
        fields.putLong(offset, mark.number())
                .putLong(offset + 8, mark.last().map(EffectId::ordinal).orElse(0L))
                .putLong(offset + 16, mark.length())
                .putLong(offset + 24, mark.fingerprint())
                .putInt(offset + 32, mark.last().map(EffectId::index).orElse(0) | (mark.closed() ? CLOSED_BIT : 0))
                .putInt(offset + MARK_CRC_OFFSET, markCrc(bytes, offset));
    }

    private Optional<Mark> readMark(byte[] bytes, int offset) {
        ByteBuffer fields = littleEndian(bytes);
        if (fields.getInt(offset + MARK_CRC_OFFSET) != markCrc(bytes, offset)) {
            return Optional.empty();
        }
        long ordinal = fields.getLong(offset + 8);
        int index = fields.getInt(offset + 32);
        return Optional.of(new Mark(
                fields.getLong(offset),
                ordinal == 0 ? Optional.empty() : Optional.of(new EffectId(ordinal, index & ~CLOSED_BIT)),
                fields.getLong(offset + 16),
                fields.getLong(offset + 24),
                (index & CLOSED_BIT) != 0));
    }

    private int markCrc(byte[] bytes, int offset) {
        byte[] covered = new byte[4 + MARK_CRC_OFFSET];
        littleEndian(covered).putInt(0, headerCrc).put(4, bytes, offset, MARK_CRC_OFFSET);
        return crc(covered, 0, covered.length);
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
