package io.tapedeck.log;

import io.tapedeck.log.LogRecord.MessageRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/**
 * Merges the messages of several logs into one stream file, in the order of their feed times; of equal ones the
 * log that was named first goes first. The logs are not touched.
 */
public final class LogMerger implements Closeable {
    private final List<Source> sources = new ArrayList<>();
    private final PriorityQueue<Source> heads =
            new PriorityQueue<>(Comparator.comparingLong(Source::feedTimeNanos).thenComparingInt(Source::index));
    private final boolean dropsMisordered;
    private long dropped;

    private LogMerger(boolean dropsMisordered) {
        this.dropsMisordered = dropsMisordered;
    }

    /** A log, and how many were named before it. */
    private record Source(int index, Path path, LogMessages log) {
        long feedTimeNanos() {
            return log.message().feedTimeNanos();
        }
    }

    /**
     * What was merged.
     *
     * @param messages the messages written
     * @param dropped those left out, as their sequence did not ascend
     * @param messagesLost those missing from the sources, as far as ordinals tell
     * @param complete whether the sources lost nothing, as far as they can tell
     * @param damages what is damaged in the sources
     */
    public record Report(
            long messages, long dropped, long messagesLost, boolean complete, List<LogSalvage.FileDamage> damages) {
        /** Copies the list. */
        public Report {
            damages = List.copyOf(damages);
        }
    }

    /**
     * Merges.
     *
     * @param logs folders of segments, or segments
     * @param target the stream file; it must not exist, and whoever calls removes it where this fails
     * @param dropsMisordered whether messages whose sequence does not ascend in their stream's shard are left out
     *     and counted; otherwise the first one is thrown
     * @param progress is told how far it is
     * @throws LogException.OutOfOrder for such a message
     * @throws LogException where a source is no log
     */
    public static Report merge(List<Path> logs, Path target, boolean dropsMisordered, LogProgress progress)
            throws IOException {
        try (LogMerger merger = new LogMerger(dropsMisordered)) {
            merger.open(logs, progress);
            try (StreamFileWriter writer = StreamFileWriter.create(target)) {
                merger.copyTo(writer);
                return merger.report(writer);
            }
        }
    }

    private void open(List<Path> logs, LogProgress progress) throws IOException {
        long bytesTotal = 0;
        for (Path path : logs) {
            bytesTotal += LogProgress.bytesTotal(LogFolder.segments(path));
        }
        long total = bytesTotal;
        for (Path path : logs) {
            LogMessages log = LogMessages.open(path, (done, ignored) -> progress.report(bytesDone(), total));
            sources.add(new Source(sources.size(), path, log));
        }
        for (Source source : sources) {
            enqueue(source);
        }
    }

    private long bytesDone() {
        return sources.stream()
                .mapToLong(source -> source.log.log().bytesDone())
                .sum();
    }

    private void enqueue(Source source) throws IOException {
        if (source.log.next()) {
            heads.add(source);
        }
    }

    private void copyTo(StreamFileWriter writer) throws IOException {
        for (Source next = heads.poll(); next != null; next = heads.poll()) {
            copy(next, writer);
            enqueue(next);
        }
    }

    private void copy(Source source, StreamFileWriter writer) throws IOException {
        MessageRecord record = source.log.message();
        OptionalLong last = writer.lastSequenceFrom(record.message());
        if (last.isEmpty()) {
            writer.append(record);
        } else if (dropsMisordered) {
            dropped++;
        } else {
            throw new LogException.OutOfOrder(source.path, record.message(), last.getAsLong());
        }
    }

    private Report report(StreamFileWriter writer) {
        return new Report(
                writer.messages(),
                dropped,
                sources.stream()
                        .mapToLong(source -> source.log.log().messagesLost())
                        .sum(),
                sources.stream().allMatch(source -> source.log.log().complete()),
                sources.stream()
                        .flatMap(source -> source.log.log().damages().stream())
                        .toList());
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.log.close();
        }
    }
}
