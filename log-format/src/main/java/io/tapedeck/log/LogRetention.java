package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drops the oldest segments of a log in a folder. What is dropped is always a whole number of sealed segments from the
 * start; the last segment stays, and so does every segment with a message that somebody still needs.
 *
 * @param bytesMax the size that the log is brought down to, in bytes
 * @param feedTimeMinNanos segments with a message fed at this time or later stay, in nanoseconds since 1970
 * @param neededOrdinal the first message that must stay: that of a kept snapshot, of an output that is not yet
 *     delivered, of a branch's start
 */
public record LogRetention(long bytesMax, long feedTimeMinNanos, long neededOrdinal) {
    /**
     * The segments that would be dropped, oldest first: while the log is larger than allowed, or they are older.
     *
     * @param folder a log in a folder
     */
    public List<Path> droppable(Path folder) throws IOException {
        List<Path> files = Files.isDirectory(folder) ? LogFolder.segments(folder) : List.of();
        long bytes = LogProgress.bytesTotal(files);
        List<Path> dropped = new ArrayList<>();
        for (int i = 0; i + 1 < files.size(); i++) {
            if (!isNeededNoMore(files.get(i), files.get(i + 1))) {
                break;
            }
            boolean old = endedBefore(files.get(i));
            if (bytes <= bytesMax && !old) {
                break;
            }
            bytes -= Files.size(files.get(i));
            dropped.add(files.get(i));
        }
        return dropped;
    }

    /** Whether all messages of a segment come before the first that is needed, as the segment behind it tells. */
    private boolean isNeededNoMore(Path file, Path next) throws IOException {
        try (SegmentReader one = SegmentReader.open(file);
                SegmentReader two = SegmentReader.open(next)) {
            boolean follows = two.header().segment() == one.header().segment() + 1
                    && two.header().logId().equals(one.header().logId());
            return follows && two.header().firstOrdinal() <= neededOrdinal;
        }
    }

    /** Whether a segment's last message is old enough; where damage hides that message, it is not. */
    private boolean endedBefore(Path file) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            FrameTrail trail = new FrameTrail(reader, reader.size());
            Optional<Frame> frame = trail.previous();
            if (frame.isEmpty() || frame.get().kind() != Frame.SEGMENT_END) {
                return false;
            }
            while (frame.isPresent() && frame.get().kind() != Frame.MESSAGE) {
                frame = trail.previous();
            }
            // A segment without a message holds nothing young.
            return frame.isEmpty() || RecordDecoder.feedTimeNanos(frame.get()) < feedTimeMinNanos;
        } catch (LogException.Corrupt e) {
            return false;
        }
    }

    /**
     * Drops them.
     *
     * @param folder a log in a folder
     * @return the files that are gone, oldest first
     */
    public List<Path> drop(Path folder) throws IOException {
        return drop(folder, DiskStorage.INSTANCE);
    }

    /** The same on a storage of one's choice. */
    List<Path> drop(Path folder, LogStorage storage) throws IOException {
        try (WriterLock _ = LogFolder.lockUpkeep(folder)) {
            List<Path> files = droppable(folder);
            for (Path file : files) {
                // Before its segment: behind it nobody would look for it again.
                SegmentPacker.removeLeftOver(file, storage);
                // One after the other, oldest first: whatever happens, what is left has no hole.
                storage.delete(file);
                storage.forceFolder(folder);
            }
            return files;
        }
    }
}
