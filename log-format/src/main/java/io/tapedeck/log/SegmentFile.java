package io.tapedeck.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the files of segments. One appears under its name with its header, first mark and head in place, whatever
 * happens on the way: no reader, and no writer that resumes, ever meets half of them.
 */
final class SegmentFile {
    static final long FIRST_MARK_SERIAL = 1;

    private SegmentFile() {}

    /** Makes a segment of nothing but its header, without its name yet. */
    static LogStorage.Output create(
            LogStorage storage, Path file, SegmentHeader header, long ordinal, Durability durability)
            throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        LogStorage.Output output = storage.create(unborn(file));
        try {
            output.write(ByteBuffer.wrap(begin(header, ordinal, durability)), 0);
            return output;
        } catch (IOException e) {
            output.close();
            throw e;
        }
    }

    /** Gives a segment its name. */
    static void name(LogStorage storage, Path file, Durability durability) throws IOException {
        storage.rename(unborn(file), file);
        forceName(storage, file, durability);
    }

    /** Makes a segment's name durable. */
    static void forceName(LogStorage storage, Path file, Durability durability) throws IOException {
        if (durability == Durability.FSYNC) {
            storage.forceFolder(file.toAbsolutePath().resolveSibling(""));
        }
    }

    private static Path unborn(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static byte[] begin(SegmentHeader header, long ordinal, Durability durability) {
        byte[] bytes = header.encode();
        DurableMark mark =
                new DurableMark(SegmentHeader.LENGTH, ordinal, header.epoch(), FIRST_MARK_SERIAL, durability);
        Checksum checksum = new Checksum(header.logId(), header.segment());
        System.arraycopy(mark.encode(checksum), 0, bytes, mark.offset(), DurableMark.LENGTH);
        return bytes;
    }
}
