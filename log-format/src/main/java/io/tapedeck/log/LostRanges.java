package io.tapedeck.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out which messages fell into damaged places, from what stands around them: messages before and behind,
 * beacons' entries, the heads and ends of segments.
 *
 * <p>Sequences are taken to be contiguous where nothing else is known. Ordinals tell whether a place held messages
 * at all, and the entries of the first beacon behind it count those of its block, so a stream whose sequences have
 * gaps of their own is not suspected for them.
 */
final class LostRanges {
    /** More than a segment can have, so that blocks of different segments have different numbers. */
    private static final long BLOCKS_OF_SEGMENT = 1L << 40;

    private final Map<Integer, StreamState> streams = new HashMap<>();
    private final List<Hole> holes = new ArrayList<>();
    private long block = -1;
    private long blockBase;
    private int intervalBytes = LogSettings.INTERVAL_BYTES;
    private int holesAtLastMessage;
    private long ordinalBefore = -1;
    private long ordinalRead = -1;
    private boolean firstSegmentBeginsLog;
    private long ordinalSeen;
    private long messages;
    private long ordinalsMissing;

    /** A damaged place, with what is found to be lost in it. */
    static final class Hole {
        private final long offset;
        private Damage.Kind kind;
        private final List<Range> ranges = new ArrayList<>();
        private long end;
        private boolean harmless;
        private long block = -1;

        private Hole(Damage damage) {
            offset = damage.offset();
            kind = damage.kind();
            end = offset + damage.length();
            harmless = !kind.losesRecords();
        }

        /** Tells where the damage ends, and what it looks like as a whole. */
        void close(long to, Damage.Kind whole) {
            end = to;
            kind = whole;
        }

        /** Whether a damage goes on where this one ends, so that both are one place. */
        private boolean joins(Hole next) {
            return next.offset == end && kind.losesRecords() && next.kind.losesRecords();
        }

        private Hole joinedWith(Hole next) {
            Hole joined = new Hole(new Damage(offset, next.end - offset, kind));
            joined.ranges.addAll(ranges);
            joined.ranges.addAll(next.ranges);
            return joined;
        }

        private Damage toDamage() {
            List<Damage.Lost> named = new ArrayList<>();
            for (Range range : ranges) {
                range.stream.key.ifPresent(
                        key -> add(named, new Damage.Lost(key.stream(), key.shard(), range.first, range.last)));
            }
            return new Damage(offset, end - offset, kind, named);
        }

        /** Adds a range to a list, or lengthens the one that it goes on with. */
        private static void add(List<Damage.Lost> named, Damage.Lost lost) {
            for (int i = 0; i < named.size(); i++) {
                Damage.Lost before = named.get(i);
                if (lost.equals(new Damage.Lost(before.stream(), before.shard(), before.last() + 1, lost.last()))) {
                    named.set(i, new Damage.Lost(before.stream(), before.shard(), before.first(), lost.last()));
                    return;
                }
            }
            named.add(lost);
        }
    }

    /** The damages of a segment as they are told: places that touch are one. */
    static List<Damage> damages(List<Hole> found) {
        List<Hole> joined = new ArrayList<>();
        for (Hole hole : found) {
            if (!joined.isEmpty() && joined.getLast().joins(hole)) {
                joined.add(joined.removeLast().joinedWith(hole));
            } else {
                joined.add(hole);
            }
        }
        return joined.stream().map(Hole::toDamage).toList();
    }

    /** A range of sequences of one stream. */
    private record Range(StreamState stream, long first, long last) {}

    /** A range that the beacon of its block may yet clear. */
    private record Doubt(Hole hole, Range range) {}

    /** What is known of one stream. */
    private static final class StreamState {
        private Optional<SegmentIndex.StreamShard> key = Optional.empty();
        private long last = -1;
        private int holesSettled;
        private long block = -1;
        private int messagesInBlock;
        private long firstInBlock;
        private boolean begunInBlock;
        private long firstRead = -1;
        private int holesAtBegin;
        private Optional<Doubt> doubt = Optional.empty();
        private Optional<Doubt> lastLost = Optional.empty();

        private void enter(long number) {
            if (block != number) {
                block = number;
                messagesInBlock = 0;
                begunInBlock = last < 0;
                doubt = Optional.empty();
            }
        }
    }

    /** A segment begins. */
    void enterSegment(int intervalBytesOfSegment) {
        blockBase += BLOCKS_OF_SEGMENT;
        intervalBytes = intervalBytesOfSegment;
    }

    /** The header of the segment tells the ordinal of its first message. */
    void passHeader(long firstOrdinal) {
        if (ordinalBefore < 0) {
            ordinalBefore = firstOrdinal - 1;
            ordinalRead = ordinalBefore;
            firstSegmentBeginsLog = firstOrdinal == 1;
        }
    }

    /** Takes note of a damage; what was lost in it is told later. */
    Hole note(Damage damage) {
        Hole hole = new Hole(damage);
        hole.block = blockBase + damage.offset() / intervalBytes;
        holes.add(hole);
        return hole;
    }

    /** Takes note of a damage in which records are lost, whatever its kind. */
    Hole noteLoss(Damage damage) {
        Hole hole = note(damage);
        hole.harmless = false;
        return hole;
    }

    /** An intact frame that begins in the block with this number. */
    void pass(Frame frame, long number) {
        block = blockBase + number;
        if (frame.kind() == Frame.MESSAGE && frame.content().length() >= RecordEncoder.MESSAGE_FIXED_LENGTH) {
            passOrdinal(RecordDecoder.ordinal(frame));
            passMessage(stream(frame.streamId()), RecordDecoder.sequence(frame));
        } else if (frame.kind() == Frame.STREAM) {
            passStream(frame);
        } else if (frame.kind() == Frame.GAP) {
            passGap(frame);
        }
    }

    private void passStream(Frame frame) {
        try {
            know((LogRecord.StreamStart) RecordDecoder.decode(frame));
        } catch (ValueFormatException e) {
            // Its checksum is right, so it was written like this; the messages of the stream stay without a name.
            stream(frame.streamId());
        }
    }

    /** Ordinals that an earlier repair found to be lost are no loss of this log. */
    private void passGap(Frame frame) {
        try {
            LogRecord.Gap gap = RecordDecoder.gap(frame);
            passOrdinal(gap.first());
            messages--;
            ordinalsMissing += gap.last() - gap.first() + 1;
            ordinalRead = gap.last();
            ordinalSeen = Math.max(ordinalSeen, gap.last());
        } catch (ValueFormatException e) {
            // Its checksum is right, so it was written like this; it tells nothing.
        }
    }

    private void passOrdinal(long ordinal) {
        if (ordinalBefore < 0) {
            ordinalBefore = ordinal - 1;
        } else if (ordinal <= ordinalRead + 1) {
            clearHoles();
        }
        messages += ordinal > ordinalRead ? 1 : 0;
        ordinalRead = Math.max(ordinalRead, ordinal);
        ordinalSeen = Math.max(ordinalSeen, ordinal);
        holesAtLastMessage = holes.size();
    }

    /** No ordinal is missing since the last message read: what was damaged since then were other records. */
    private void clearHoles() {
        holes.subList(holesAtLastMessage, holes.size()).forEach(hole -> hole.harmless = true);
    }

    private void passMessage(StreamState stream, long sequence) {
        stream.enter(block);
        stream.lastLost.filter(lost -> lost.range.last == sequence).ifPresent(LostRanges::giveBackLast);
        if (stream.last >= 0 && sequence - 1 > stream.last) {
            stream.doubt = lose(stream, stream.last + 1, sequence - 1).filter(doubt -> doubt.hole.block == block);
        }
        if (stream.firstRead < 0) {
            stream.firstRead = sequence;
        }
        if (stream.messagesInBlock++ == 0) {
            stream.firstInBlock = sequence;
        }
        stream.last = Math.max(stream.last, sequence);
        stream.holesSettled = holes.size();
    }

    /** The last message of a range is read after all: one that replaces it repeats its sequence. */
    private static void giveBackLast(Doubt lost) {
        lost.hole.ranges.remove(lost.range);
        if (lost.range.first < lost.range.last) {
            lost.hole.ranges.add(new Range(lost.range.stream, lost.range.first, lost.range.last - 1));
        }
    }

    /** Puts down a range as lost in the first place that may have held it, if there is one. */
    private Optional<Doubt> lose(StreamState stream, long first, long last) {
        if (stream.firstRead < 0) {
            stream.firstRead = first;
        }
        for (Hole hole : holes.subList(stream.holesSettled, holes.size())) {
            if (!hole.harmless) {
                Doubt doubt = new Doubt(hole, new Range(stream, first, last));
                hole.ranges.add(doubt.range);
                stream.lastLost = Optional.of(doubt);
                return Optional.of(doubt);
            }
        }
        return Optional.empty();
    }

    /** An intact beacon; {@code insideDamage} where more may be lost behind it in the same place. */
    void pass(Beacon beacon, long number, boolean insideDamage) {
        if (!insideDamage && beacon.ordinal() == ordinalRead) {
            clearHoles();
        }
        ordinalSeen = Math.max(ordinalSeen, beacon.ordinal());
        for (int i = 0; i < beacon.entryCount(); i++) {
            Beacon.Entry entry = beacon.entry(i);
            if (entry.last() >= 0) {
                passEntry(stream(entry.streamId()), entry, blockBase + number - 1);
                stream(entry.streamId()).holesSettled = insideDamage ? holes.size() - 1 : holes.size();
            }
        }
    }

    private void passEntry(StreamState stream, Beacon.Entry entry, long number) {
        stream.enter(number);
        if (stream.messagesInBlock == entry.messages()) {
            stream.doubt.ifPresent(doubt -> doubt.hole.ranges.remove(doubt.range));
        }
        if (stream.begunInBlock && stream.messagesInBlock > 0 && entry.first() < stream.firstInBlock) {
            loseBeginning(stream, entry.first());
        }
        if (entry.last() > stream.last) {
            long known = entry.messages() > 0 ? entry.first() : entry.last();
            lose(stream, stream.last >= 0 ? stream.last + 1 : known, entry.last());
            stream.last = entry.last();
        }
    }

    /** The first message read of a stream was not its first. */
    private void loseBeginning(StreamState stream, long first) {
        stream.holesSettled = stream.holesAtBegin;
        lose(stream, first, stream.firstRead - 1);
        stream.firstRead = first;
    }

    /** A stream record, at its place or in the end of a segment, tells how far the stream had come. */
    private void know(LogRecord.StreamStart start) {
        boolean begins = !streams.containsKey(start.id());
        StreamState stream = stream(start.id());
        stream.key = Optional.of(new SegmentIndex.StreamShard(start.stream(), start.shard()));
        if (begins) {
            stream.holesAtBegin = holes.size();
        }
        start.last().ifPresent(last -> knowLast(stream, last, Math.max(0, last - Math.max(0, start.messages() - 1))));
    }

    /** A stream had come to {@code last}; it began at {@code first} if its sequences have no gaps. */
    private void knowLast(StreamState stream, long last, long first) {
        if (last > stream.last) {
            lose(stream, stream.last >= 0 ? stream.last + 1 : first, last);
            stream.last = last;
        }
        if (stream.firstRead > first && firstSegmentBeginsLog) {
            loseBeginning(stream, first);
        }
        stream.holesSettled = holes.size();
    }

    /** The end of a segment. */
    void pass(LogRecord.SegmentEnd end) {
        if (end.messages() == ordinalRead) {
            clearHoles();
        }
        ordinalSeen = Math.max(ordinalSeen, end.messages());
        end.streams().forEach(this::know);
    }

    /** The ordinal that a mark tells of. */
    void passMark(long ordinal) {
        ordinalSeen = Math.max(ordinalSeen, ordinal);
    }

    /** How many messages there were and are not read, as far as ordinals tell. */
    long messagesLost() {
        return ordinalBefore < 0 ? 0 : Math.max(0, ordinalSeen - ordinalBefore - ordinalsMissing - messages);
    }

    /** The ordinal of the log's first message, where it is known yet. */
    Optional<Long> firstOrdinal() {
        return ordinalBefore < 0 ? Optional.empty() : Optional.of(ordinalBefore + 1);
    }

    /** The highest ordinal that anything tells of. */
    long ordinalSeen() {
        return ordinalSeen;
    }

    /** The messages read, replacements not counted. */
    long messages() {
        return messages;
    }

    /** The name of a stream, where some record told it. */
    Optional<SegmentIndex.StreamShard> name(int id) {
        return stream(id).key;
    }

    private StreamState stream(int id) {
        return streams.computeIfAbsent(id, ignored -> new StreamState());
    }
}
