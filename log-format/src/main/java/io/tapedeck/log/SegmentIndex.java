package io.tapedeck.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the next beacon will tell: the log so far, and the block since the last beacon. The writer keeps it as it
 * appends; whoever goes on with a log makes it again by reading.
 */
final class SegmentIndex {
    private static final Comparator<Stream> BY_ID = Comparator.comparingInt(Stream::id);

    private final Map<StreamShard, Stream> streams = new HashMap<>();
    private final List<Stream> byId = new ArrayList<>();
    private final List<Stream> changed = new ArrayList<>();
    private Optional<Stream> latest = Optional.empty();
    private long ordinal;
    private long messages;
    private long firstFeedTimeNanos = Long.MIN_VALUE;
    private long feedTimeNanos = Long.MIN_VALUE;
    private long highestTimeNanos = Long.MIN_VALUE;
    private long lowestTimeInBlockNanos = Long.MAX_VALUE;
    private long records;
    private int recordsInBlock;
    private int streamRecords;

    /** A stream key with a shard. */
    record StreamShard(StreamKey stream, long shard) {}

    /** What is known of one stream. */
    static final class Stream {
        private final int id;
        private final StreamShard key;
        private long recordAt;
        private long messages;
        private long last = -1;
        private long highestTimeNanos = Long.MIN_VALUE;
        private int messagesInBlock;
        private long firstInBlock = -1;
        private long lowestTimeInBlockNanos = Long.MAX_VALUE;

        private Stream(int id, StreamShard key) {
            this.id = id;
            this.key = key;
        }

        private boolean is(StreamKey stream, long shard) {
            return key.shard == shard && key.stream.equals(stream);
        }

        int id() {
            return id;
        }

        StreamShard key() {
            return key;
        }

        long last() {
            return last;
        }

        long highestTimeNanos() {
            return highestTimeNanos;
        }

        int messagesInBlock() {
            return messagesInBlock;
        }

        long firstInBlock() {
            return messagesInBlock == 0 ? last : firstInBlock;
        }

        long lowestTimeInBlockNanos() {
            return lowestTimeInBlockNanos;
        }

        LogRecord.StreamStart toRecord() {
            return new LogRecord.StreamStart(
                    id, key.stream(), key.shard(), messages, messages == 0 ? Optional.empty() : Optional.of(last));
        }

        private void leaveSegment() {
            recordAt = 0;
            highestTimeNanos = Long.MIN_VALUE;
        }

        private void leaveBlock() {
            messagesInBlock = 0;
            firstInBlock = -1;
            lowestTimeInBlockNanos = Long.MAX_VALUE;
        }
    }

    Optional<Stream> stream(StreamKey key, long shard) {
        // Messages of one stream often come in a row.
        if (latest.isEmpty() || !latest.get().is(key, shard)) {
            latest = Optional.ofNullable(streams.get(new StreamShard(key, shard)));
        }
        return latest;
    }

    /** Knows a new stream, or one that an earlier segment told of. */
    Stream addStream(LogRecord.StreamStart start) {
        StreamShard key = new StreamShard(start.stream(), start.shard());
        Stream stream = new Stream(start.id(), key);
        stream.messages = start.messages();
        stream.last = start.last().orElse(-1L);
        streams.put(key, stream);
        byId.add(stream);
        messages += start.messages();
        return stream;
    }

    /** All streams, in the order of their ids. */
    List<Stream> streams() {
        return byId;
    }

    int nextStreamId() {
        return byId.size() + 1;
    }

    /** Takes note of a frame that begins in this block. */
    void countRecord() {
        records++;
        recordsInBlock++;
    }

    /** The stream record of this segment with this id begins at {@code offset}. */
    void noteStreamRecord(int id, long offset) {
        byId.get(id - 1).recordAt = offset;
        streamRecords = id;
    }

    /** Where the stream record of this segment with this id begins; 0 where there is none (yet). */
    long streamRecordAt(int id) {
        return id == 0 ? 0 : byId.get(id - 1).recordAt;
    }

    void countMessage(Stream stream, long messageOrdinal, long feedTime, long sequence, long timeNanos) {
        if (messageOrdinal > ordinal) {
            messages++;
            stream.messages++;
        }
        ordinal = messageOrdinal;
        if (feedTimeNanos == Long.MIN_VALUE) {
            firstFeedTimeNanos = feedTime;
        }
        feedTimeNanos = feedTime;
        highestTimeNanos = Math.max(highestTimeNanos, timeNanos);
        lowestTimeInBlockNanos = Math.min(lowestTimeInBlockNanos, timeNanos);
        if (stream.messagesInBlock++ == 0) {
            stream.firstInBlock = sequence;
            changed.add(stream);
        }
        stream.last = sequence;
        stream.highestTimeNanos = Math.max(stream.highestTimeNanos, timeNanos);
        stream.lowestTimeInBlockNanos = Math.min(stream.lowestTimeInBlockNanos, timeNanos);
    }

    /** Takes note that the ordinals up to {@code last} are missing. */
    void countGap(long last) {
        ordinal = last;
    }

    /**
     * The streams that the beacon with this number tells of, in the order of their ids: all if there is room for
     * {@code max}, or else a slice of them and as many as fit of those that changed.
     */
    Stream[] entries(int max, long beacon) {
        if (byId.size() <= max) {
            return byId.toArray(Stream[]::new);
        }
        Rotation rotation = Rotation.of(max, byId.size());
        int from = Math.min(byId.size(), rotation.firstId(rotation.slice(beacon)) - 1);
        int to = Math.min(Math.min(byId.size(), from + rotation.sliceLength()), from + max);
        List<Stream> told = new ArrayList<>(byId.subList(from, to));
        changed.stream()
                .filter(stream -> stream.id <= from || stream.id > to)
                .sorted(BY_ID)
                .limit(max - told.size())
                .forEach(told::add);
        told.sort(BY_ID);
        return told.toArray(Stream[]::new);
    }

    /** A beacon was written: a new block begins. */
    void leaveBlock() {
        changed.forEach(Stream::leaveBlock);
        changed.clear();
        lowestTimeInBlockNanos = Long.MAX_VALUE;
        recordsInBlock = 0;
    }

    /** A new segment of the same log begins. */
    void leaveSegment() {
        leaveBlock();
        byId.forEach(Stream::leaveSegment);
        records = 0;
        feedTimeNanos = Long.MIN_VALUE;
        highestTimeNanos = Long.MIN_VALUE;
        streamRecords = 0;
    }

    /** Takes over what the header of a segment says of those before it. */
    void startAt(SegmentHeader header) {
        ordinal = header.firstOrdinal() - 1;
    }

    long ordinal() {
        return ordinal;
    }

    long messages() {
        return messages;
    }

    long feedTimeNanos() {
        return feedTimeNanos;
    }

    /** The time from the first message of this segment to one that is fed at {@code nextFeedTimeNanos}. */
    long spanNanos(long nextFeedTimeNanos) {
        long span = feedTimeNanos == Long.MIN_VALUE ? 0 : nextFeedTimeNanos - firstFeedTimeNanos;
        return span < 0 ? Long.MAX_VALUE : span; // feed time never goes back: that was an overflow
    }

    long highestTimeNanos() {
        return highestTimeNanos;
    }

    long lowestTimeInBlockNanos() {
        return lowestTimeInBlockNanos;
    }

    long records() {
        return records;
    }

    int recordsInBlock() {
        return recordsInBlock;
    }

    /** Where the last stream record of this segment begins; 0 where there is none. */
    long lastStreamRecord() {
        return streamRecordAt(streamRecords);
    }
}
