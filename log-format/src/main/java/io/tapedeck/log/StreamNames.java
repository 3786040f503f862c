package io.tapedeck.log;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Finds the stream records of a segment where reading did not pass them. */
final class StreamNames {
    private StreamNames() {}

    /** Adds the names of all streams that begin before {@code offset}, along the chain of stream records. */
    static void readBackwards(SegmentReader segment, long offset, Map<Integer, SegmentIndex.StreamShard> streams)
            throws IOException {
        long interval = segment.header().intervalBytes();
        long number = offset / interval;
        Optional<Beacon> beacon = Optional.empty();
        while (number > 0 && beacon.isEmpty()) {
            beacon = segment.beacon(number--);
        }
        long at = beacon.map(Beacon::lastStreamRecord).orElse(0L);
        if (beacon.isEmpty()) {
            readForwards(segment, offset, streams);
        }
        // Ids ascend without gaps, so the chain need not be followed to what is known already.
        int highest = streams.keySet().stream().max(Integer::compare).orElse(0);
        boolean first = true;
        while (at > 0 && (first || streams.size() < highest)) {
            if (!(segment.read(at) instanceof SegmentReader.Read.Found(Frame frame))) {
                throw new LogException.Corrupt(segment.file(), new Damage(at, Frame.HEADER_LENGTH, Damage.Kind.NAME));
            }
            add(frame, streams);
            highest = Math.max(highest, frame.streamId());
            first = false;
            at = RecordDecoder.previousStreamRecord(frame);
        }
    }

    private static void readForwards(SegmentReader segment, long end, Map<Integer, SegmentIndex.StreamShard> streams)
            throws IOException {
        long at = SegmentHeader.LENGTH;
        while (at < end && segment.read(at) instanceof SegmentReader.Read.Found(Frame frame)) {
            if (frame.kind() == Frame.STREAM) {
                add(frame, streams);
            }
            at = frame.end();
        }
    }

    private static void add(Frame frame, Map<Integer, SegmentIndex.StreamShard> streams) {
        LogRecord.StreamStart start = RecordDecoder.stream(frame);
        streams.put(start.id(), new SegmentIndex.StreamShard(start.stream(), start.shard()));
    }

    /** The id of a stream in this segment; empty where it has no message of it. */
    static Optional<Integer> id(
            SegmentReader segment, SegmentIndex.StreamShard wanted, Map<Integer, SegmentIndex.StreamShard> streams)
            throws IOException {
        Optional<Integer> known = find(wanted, streams);
        if (known.isPresent()) {
            return known;
        }
        readForwards(segment, Math.min(segment.size(), segment.header().intervalBytes()), streams);
        readBackwards(segment, segment.size(), streams);
        return find(wanted, streams);
    }

    private static Optional<Integer> find(
            SegmentIndex.StreamShard wanted, Map<Integer, SegmentIndex.StreamShard> streams) {
        return streams.entrySet().stream()
                .filter(entry -> entry.getValue().equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * The last sequence of a stream that the head of a segment tells of; −1 where it does not know the stream, the
     * largest number where the head is not written yet.
     */
    static long lastAtHead(SegmentReader segment, SegmentIndex.StreamShard wanted) throws IOException {
        long at = SegmentHeader.LENGTH;
        while (segment.read(at) instanceof SegmentReader.Read.Found(Frame frame)) {
            if (frame.kind() == Frame.MESSAGE || frame.kind() == Frame.SEGMENT_END) {
                return -1;
            }
            if (frame.kind() == Frame.STREAM) {
                LogRecord.StreamStart start = RecordDecoder.stream(frame);
                if (wanted.equals(new SegmentIndex.StreamShard(start.stream(), start.shard()))) {
                    return start.last().orElse(-1L);
                }
            }
            at = frame.end();
        }
        return Long.MAX_VALUE;
    }
}
