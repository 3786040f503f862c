package io.tapedeck.log;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Finds the stream records of a segment where reading did not pass them. */
final class StreamNames {
    private StreamNames() {}

    /** The id of the record to which that of stream {@code id} skips: its lowest bit is taken away. */
    static int skippedTo(int id) {
        return id - Integer.lowestOneBit(id);
    }

    /** Adds the name of the stream {@code id}, which begins before {@code offset}, and of those met on the way. */
    static void find(SegmentReader segment, long offset, int id, Map<Integer, SegmentIndex.StreamShard> streams)
            throws IOException {
        long from = walk(segment, offset, streams, frame -> {
            if (frame.streamId() <= id) {
                return 0;
            }
            return skippedTo(frame.streamId()) >= id
                    ? RecordDecoder.skippedStreamRecord(frame)
                    : RecordDecoder.previousStreamRecord(frame);
        });
        if (!streams.containsKey(id)) {
            readForwards(segment, from, offset, streams);
        }
    }

    /** Adds the names of all streams that begin before {@code offset}. */
    private static void readBackwards(
            SegmentReader segment, long offset, Map<Integer, SegmentIndex.StreamShard> streams) throws IOException {
        int[] highest = {streams.keySet().stream().max(Integer::compare).orElse(0)};
        // Ids ascend without gaps: where there are as many names as ids, all are known.
        long from = walk(segment, offset, streams, frame -> {
            highest[0] = Math.max(highest[0], frame.streamId());
            return streams.size() >= highest[0] ? 0 : RecordDecoder.previousStreamRecord(frame);
        });
        readForwards(segment, from, offset, streams);
    }

    /** Where to go on from a stream record. */
    private interface Way {
        long next(Frame record);
    }

    /** Follows the chain from the last beacon before {@code offset}; returns where the frames behind it begin. */
    private static long walk(
            SegmentReader segment, long offset, Map<Integer, SegmentIndex.StreamShard> streams, Way way)
            throws IOException {
        Optional<Beacon> beacon = Optional.empty();
        for (long number = offset / segment.header().intervalBytes(); number > 0 && beacon.isEmpty(); number--) {
            beacon = segment.beacon(number);
        }
        long at = beacon.map(Beacon::lastStreamRecord).orElse(0L);
        while (at > 0) {
            if (!(segment.read(at) instanceof SegmentReader.Read.Found(Frame frame)) || frame.kind() != Frame.STREAM) {
                throw broken(segment, at);
            }
            add(segment, frame, streams);
            at = next(segment, frame, way);
        }
        return beacon.map(Beacon::nextFrame).orElse((long) SegmentHeader.LENGTH);
    }

    /** Where the chain goes on: always back, or it would not end. */
    private static long next(SegmentReader segment, Frame frame, Way way) throws LogException {
        try {
            long next = way.next(frame);
            if (next < frame.offset()) {
                return next;
            }
        } catch (ValueFormatException e) {
            // Told below.
        }
        throw broken(segment, frame.offset());
    }

    private static void readForwards(
            SegmentReader segment, long from, long end, Map<Integer, SegmentIndex.StreamShard> streams)
            throws IOException {
        long at = from;
        while (at < end && segment.read(at) instanceof SegmentReader.Read.Found(Frame frame)) {
            if (frame.kind() == Frame.STREAM) {
                add(segment, frame, streams);
            }
            at = frame.end();
        }
    }

    private static LogException broken(SegmentReader segment, long at) {
        return new LogException.Corrupt(segment.file(), new Damage(at, Frame.HEADER_LENGTH, Damage.Kind.NAME));
    }

    private static LogRecord.StreamStart decode(SegmentReader segment, Frame frame) throws LogException {
        try {
            return RecordDecoder.stream(frame);
        } catch (ValueFormatException e) {
            throw broken(segment, frame.offset());
        }
    }

    private static void add(SegmentReader segment, Frame frame, Map<Integer, SegmentIndex.StreamShard> streams)
            throws LogException {
        LogRecord.StreamStart start = decode(segment, frame);
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
        readBackwards(segment, segment.writtenTo(), streams);
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
                LogRecord.StreamStart start = decode(segment, frame);
                if (wanted.equals(new SegmentIndex.StreamShard(start.stream(), start.shard()))) {
                    return start.last().orElse(-1L);
                }
            }
            at = frame.end();
        }
        return Long.MAX_VALUE;
    }
}
