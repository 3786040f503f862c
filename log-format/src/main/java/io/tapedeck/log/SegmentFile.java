package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Makes the files of segments. One appears under its name with its header and first mark in place, whatever
 * happens on the way: no reader, and no writer that resumes, ever meets half a header.
 */
final class SegmentFile {
    static final long FIRST_MARK_SERIAL = 1;

    private SegmentFile() {}

    /** Makes a segment of nothing but its header. */
    static void create(Path file, SegmentHeader header, long ordinal, Durability durability) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path unborn = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                unborn, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            SegmentWriter.writeFully(channel, ByteBuffer.wrap(begin(header, ordinal, durability)), 0);
            if (durability == Durability.FSYNC) {
                channel.force(true);
            }
        }
        Files.move(unborn, file, StandardCopyOption.ATOMIC_MOVE);
        if (durability == Durability.FSYNC) {
            forceFolder(file.toAbsolutePath().resolveSibling(""));
        }
    }

    private static byte[] begin(SegmentHeader header, long ordinal, Durability durability) {
        byte[] bytes = header.encode();
        DurableMark mark =
                new DurableMark(SegmentHeader.LENGTH, ordinal, header.epoch(), FIRST_MARK_SERIAL, durability);
        Checksum checksum = new Checksum(header.logId(), header.segment());
        System.arraycopy(mark.encode(checksum), 0, bytes, mark.offset(), DurableMark.LENGTH);
        return bytes;
    }

    /** Makes the new name durable; a system that cannot open folders keeps names in order by itself. */
    private static void forceFolder(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (channel) {
            channel.force(true);
        }
    }
}
