package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
            if (!endsBefore(files.get(i + 1))) {
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

    /** Whether all that stands before a segment is needed no more. */
    private boolean endsBefore(Path next) throws IOException {
        try (SegmentReader reader = SegmentReader.open(next)) {
            return reader.header().firstOrdinal() <= neededOrdinal;
        }
    }

    private boolean endedBefore(Path file) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            long last = Long.MIN_VALUE;
            FrameTrail trail = new FrameTrail(reader, reader.size());
            for (var frame = trail.previous(); frame.isPresent(); frame = trail.previous()) {
                if (frame.get().kind() == Frame.MESSAGE) {
                    last = RecordDecoder.feedTimeNanos(frame.get());
                    break;
                }
            }
            return last < feedTimeMinNanos;
        }
    }

    /**
     * Drops them.
     *
     * @param folder a log in a folder
     * @return the files that are gone, oldest first
     */
    public List<Path> drop(Path folder) throws IOException {
        List<Path> files = droppable(folder);
        for (Path file : files) {
            // One after the other, oldest first: whatever happens, what is left has no hole.
            DiskStorage.INSTANCE.delete(file);
            DiskStorage.INSTANCE.forceFolder(folder);
        }
        return files;
    }
}
