package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs a sealed segment, one compressed frame a block, or unpacks it. The file keeps its name, and every position in
 * it its meaning; the new file replaces the old one only after it has been read back and compared.
 */
final class SegmentPacker {
    private static final int COPY_BYTES = 1 << 20;

    private final LogStorage storage;
    private final LogProgress progress;

    SegmentPacker(LogStorage storage, LogProgress progress) {
        this.storage = storage;
        this.progress = progress;
    }

    /**
     * Packs a segment.
     *
     * @param codec what compresses
     * @param level how hard it tries
     */
    void pack(Path file, BlockCodec codec, int level) throws IOException {
        try (SegmentReader source = SegmentReader.open(file)) {
            replace(file, source, target -> writePacked(source, codec, level, target));
        }
    }

    /** Unpacks a segment. */
    void unpack(Path file) throws IOException {
        try (SegmentReader source = SegmentReader.open(file)) {
            replace(file, source, target -> writePlain(source, target));
        }
    }

    /** Writes a segment's new file. */
    private interface Writer {
        void write(LogStorage.Output target) throws IOException;
    }

    private void replace(Path file, SegmentReader source, Writer writer) throws IOException {
        Path unborn = unborn(file);
        try {
            try (LogStorage.Output output = storage.create(unborn)) {
                writer.write(output);
                output.force();
            }
            checkSame(source, unborn);
            storage.rename(unborn, file);
        } catch (IOException | RuntimeException e) {
            try {
                removeLeftOver(file, storage);
            } catch (IOException left) {
                e.addSuppressed(left); // why it came to this is what counts
            }
            throw e;
        }
        forceFolder(file, storage);
    }

    private static Path unborn(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static void forceFolder(Path file, LogStorage storage) throws IOException {
        storage.forceFolder(file.toAbsolutePath().resolveSibling(""));
    }

    /**
     * Removes the half file that a packer left beside a segment when it was killed. Nobody reads it, but it takes room.
     * That of a writer is not touched: a writer makes one only for a segment that is not there yet.
     */
    static void removeLeftOver(Path segment, LogStorage storage) throws IOException {
        Path unborn = unborn(segment);
        if (Files.exists(segment) && Files.exists(unborn)) {
            storage.delete(unborn);
            forceFolder(segment, storage);
        }
    }

    private void writePacked(SegmentReader source, BlockCodec codec, int level, LogStorage.Output target)
            throws IOException {
        SegmentHeader header = source.header();
        Checksum checksum = new Checksum(header.logId(), header.segment());
        List<Long> offsets = new ArrayList<>();
        long at = PackedSegment.LENGTH;
        for (long from = 0; from < source.size(); from += header.intervalBytes()) {
            byte[] frame = codec.compress(source.bytes().read(from, header.intervalBytes()), level);
            byte[] block = block(frame, offsets.size(), at, checksum);
            target.write(ByteBuffer.wrap(block), at);
            offsets.add(at);
            at += block.length;
            progress.report(from, source.size());
        }
        byte[] table = table(offsets, at, checksum);
        target.write(ByteBuffer.wrap(table), at);
        PackedSegment head = new PackedSegment(
                header.intervalBytes(),
                codec.number(),
                header.segment(),
                header.logId(),
                source.size(),
                at,
                offsets.size());
        target.write(ByteBuffer.wrap(head.encode(at + table.length)), at + table.length);
        target.write(ByteBuffer.wrap(head.encode(0)), 0);
    }

    private static byte[] block(byte[] frame, long number, long at, Checksum checksum) {
        byte[] block = new byte[(int) PackedTable.blockEnd(0, frame.length)];
        LittleEndian.putInt(block, 4, frame.length);
        LittleEndian.putLong(block, 8, number);
        System.arraycopy(frame, 0, block, PackedSegment.BLOCK_HEADER_LENGTH, frame.length);
        LittleEndian.putInt(block, 0, checksum.of(block, 4, block.length - 4, at));
        return block;
    }

    private static byte[] table(List<Long> offsets, long at, Checksum checksum) {
        byte[] table = new byte[PackedSegment.TABLE_HEADER_LENGTH + offsets.size() * Long.BYTES];
        for (int i = 0; i < offsets.size(); i++) {
            LittleEndian.putLong(table, PackedSegment.TABLE_HEADER_LENGTH + i * Long.BYTES, offsets.get(i));
        }
        LittleEndian.putInt(table, 0, checksum.of(table, 4, table.length - 4, at));
        return table;
    }

    private void writePlain(SegmentReader source, LogStorage.Output target) throws IOException {
        for (long at = 0; at < source.size(); at += COPY_BYTES) {
            target.write(ByteBuffer.wrap(source.bytes().read(at, COPY_BYTES)), at);
            progress.report(at, source.size());
        }
    }

    private static void checkSame(SegmentReader source, Path written) throws IOException {
        try (SegmentBytes copy = SegmentBytes.open(written)) {
            boolean same = copy.size() == source.size();
            for (long at = 0; same && at < source.size(); at += COPY_BYTES) {
                same = Arrays.equals(source.bytes().read(at, COPY_BYTES), copy.read(at, COPY_BYTES));
            }
            if (!same) {
                throw new IOException(written + " does not read as what was packed; the segment is left as it was");
            }
        }
    }
}
