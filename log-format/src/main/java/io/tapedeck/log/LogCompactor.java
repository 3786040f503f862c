package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Packs the sealed segments of a log, so that they take less room and can be sought as before, or unpacks them. A
 * segment that its writer may go on with is left alone, and so is one that is damaged.
 */
public final class LogCompactor {
    private LogCompactor() {}

    /**
     * What was done.
     *
     * @param segments the segments that were written anew
     * @param skipped those that were left alone: unfinished, damaged, or as wanted already
     * @param bytesBefore the size of the whole log before
     * @param bytesAfter its size after
     */
    public record Report(int segments, int skipped, long bytesBefore, long bytesAfter) {}

    /**
     * Packs.
     *
     * @param log a folder of segments, or a segment
     * @param codec what compresses
     * @param level how hard it tries
     * @param progress is told how far it is
     * @throws LogException.Locked where another one does the same, or writes to the segment
     */
    public static Report pack(Path log, BlockCodec codec, int level, LogProgress progress) throws IOException {
        return pack(log, codec, level, progress, DiskStorage.INSTANCE);
    }

    /** The same on a storage of one's choice. */
    static Report pack(Path log, BlockCodec codec, int level, LogProgress progress, LogStorage storage)
            throws IOException {
        return each(log, /* packed= */ false, progress, storage, (packer, file) -> packer.pack(file, codec, level));
    }

    /** Unpacks. */
    public static Report unpack(Path log, LogProgress progress) throws IOException {
        return unpack(log, progress, DiskStorage.INSTANCE);
    }

    /** The same on a storage of one's choice. */
    static Report unpack(Path log, LogProgress progress, LogStorage storage) throws IOException {
        return each(log, /* packed= */ true, progress, storage, SegmentPacker::unpack);
    }

    private interface Change {
        void apply(SegmentPacker packer, Path file) throws IOException;
    }

    private static Report each(Path log, boolean packed, LogProgress progress, LogStorage storage, Change change)
            throws IOException {
        try (WriterLock _ = LogFolder.lockUpkeep(log)) {
            return eachLocked(log, packed, progress, storage, change);
        }
    }

    private static Report eachLocked(Path log, boolean packed, LogProgress progress, LogStorage storage, Change change)
            throws IOException {
        List<Path> files = LogFolder.segments(log);
        long bytesTotal = LogProgress.bytesTotal(files);
        long bytesDone = 0;
        int changed = 0;
        for (Path file : files) {
            long before = bytesDone;
            SegmentPacker packer =
                    new SegmentPacker(storage, (done, total) -> progress.report(before + done, bytesTotal));
            bytesDone += Files.size(file);
            SegmentPacker.removeLeftOver(file, storage);
            if (isEligible(file, packed)) {
                change.apply(packer, file);
                changed++;
            }
        }
        return new Report(changed, files.size() - changed, bytesTotal, LogProgress.bytesTotal(files));
    }

    /** Whether a segment is sealed, intact, and packed or not as wanted. */
    private static boolean isEligible(Path file, boolean packed) throws IOException {
        try (SegmentBytes bytes = SegmentBytes.open(file)) {
            if (bytes.packed() != packed) {
                return false;
            }
        }
        LogVerifier.Segment segment = LogVerifier.verify(file).segments().getFirst();
        return segment.sealed() && segment.damages().isEmpty();
    }
}
