package io.tapedeck.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which messages fell into damaged places, from what stands around them: messages before and behind,
 * beacons' entries, the heads and ends of segments.
 *
 * <p>It follows a log in its order. Where something tells a sequence above the last one known of its stream, and a
 * damage that lost messages lies between, all between the two is lost; unless a count that comes later says that
 * nothing is. Ordinals tell whether a damage lost messages at all.
 */
final class LostRanges {
    /** More than a segment can have, so that blocks of different segments have different numbers. */
    private static final long BLOCKS_OF_SEGMENT = 1L << 40;

    private final Map<Integer, LostOfStream> streams = new HashMap<>();
    /** Messages of one stream often come in a row. */
    private int latestId;

    private @Nullable LostOfStream latest;
    /** The damages that lost messages, in the order of the log. */
    private final List<Hole> holes = new ArrayList<>();
    /** Those since the last message: whether they lost messages, the next ordinal or beacon tells. */
    private final List<Hole> candidates = new ArrayList<>();

    private long blockBase;
    private int intervalBytes = LogSettings.INTERVAL_BYTES;
    private long firstOrdinal = -1;
    private long ordinalRead = -1;
    private boolean fromTheFirst;
    private long ordinalSeen;
    private long messages;
    private long messagesSkipped;
    private long ordinalsInGaps;
    private long messagesTold;

    /** A damaged place, with what is found to be lost in it. */
    static final class Hole {
        private final long offset;
        private final long length;
        private final long block;
        private final List<LostOfStream.Range> ranges = new ArrayList<>();
        private Damage.Kind kind;

        private Hole(Damage damage, long block) {
            offset = damage.offset();
            length = damage.length();
            kind = damage.kind();
            this.block = block;
        }

        /** The block of the log where it begins. */
        long block() {
            return block;
        }

        Damage.Kind kind() {
            return kind;
        }

        List<LostOfStream.Range> ranges() {
            return ranges;
        }

        /** A damaged beacon was not all that was here: a record behind it is lost. */
        void takeAlongRecord() {
            kind = Damage.Kind.CHECKSUM;
        }

        private Damage toDamage() {
            List<Damage.Lost> named = new ArrayList<>();
            for (LostOfStream.Range range : ranges) {
                Optional<SegmentIndex.StreamShard> name = range.stream().name();
                if (name.isPresent() && range.size() > 0) {
                    add(named, range.named(name.get()));
                }
            }
            return new Damage(offset, length, kind, named);
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

    /** The damages of a segment as they are told. */
    static List<Damage> damages(List<Hole> found) {
        return found.stream().map(Hole::toDamage).toList();
    }

    /** A segment begins. */
    void enterSegment(int intervalBytesOfSegment) {
        blockBase += BLOCKS_OF_SEGMENT;
        intervalBytes = intervalBytesOfSegment;
        messagesTold = 0;
    }

    /** The header of the segment tells the ordinal of its first message. */
    void passHeader(long ordinal) {
        if (ordinalRead < 0) {
            fromTheFirst = ordinal == 1;
        }
        reach(ordinal);
    }

    /** Takes note of a damage that loses no records. */
    Hole note(Damage damage) {
        return new Hole(damage, blockBase + damage.offset() / intervalBytes);
    }

    /** Takes note of a damage in which records are lost, or may be; which messages, is told later. */
    Hole noteLoss(Damage damage) {
        Hole hole = note(damage);
        candidates.add(hole);
        return hole;
    }

    /** Takes note of a file of the log that is not read: it has no blocks. */
    Hole noteUnread(Damage damage) {
        Hole hole = new Hole(damage, -1);
        candidates.add(hole);
        return hole;
    }

    /** An intact frame that begins in the block with this number. */
    void pass(Frame frame, long number) {
        if (frame.kind() == Frame.MESSAGE) {
            passMessage(frame, blockBase + number);
        } else if (frame.kind() == Frame.STREAM) {
            LogRecord.StreamStart start = RecordDecoder.stream(frame);
            messagesTold += start.messages();
            know(start);
        } else if (frame.kind() == Frame.GAP) {
            passGap(RecordDecoder.gap(frame));
        }
    }

    /** Ordinals that an earlier repair found to be lost are no loss of this log. */
    private void passGap(LogRecord.Gap gap) {
        reach(gap.first());
        ordinalRead = gap.last();
        ordinalSeen = Math.max(ordinalSeen, gap.last());
        ordinalsInGaps += gap.last() - gap.first() + 1;
    }

    private void passMessage(Frame frame, long block) {
        long ordinal = RecordDecoder.ordinal(frame);
        boolean replacement = ordinalRead >= 0 && ordinal <= ordinalRead;
        reach(ordinal);
        candidates.clear();
        ordinalSeen = Math.max(ordinalSeen, ordinal);
        LostOfStream stream = stream(frame.streamId());
        stream.enter(block);
        if (replacement) {
            stream.passReplacement(RecordDecoder.sequence(frame));
            return;
        }
        stream.passMessage(RecordDecoder.sequence(frame), holes);
        ordinalRead = ordinal;
        messages++;
        messagesTold++;
    }

    /** An intact beacon; {@code insideDamage} where more may be lost behind it in the same place. */
    void pass(Beacon beacon, long number, boolean insideDamage) {
        if (ordinalRead >= 0 && !insideDamage) {
            if (beacon.ordinal() > ordinalRead) {
                confirm();
            }
            candidates.clear();
        }
        ordinalSeen = Math.max(ordinalSeen, beacon.ordinal());
        for (int i = 0; i < beacon.entryCount(); i++) {
            Beacon.Entry entry = beacon.entry(i);
            LostOfStream stream = stream(entry.streamId());
            stream.enter(blockBase + number - 1);
            if (stream.isNews(entry)) {
                confirm();
            }
            stream.passEntry(entry, holes, fromTheFirst, insideDamage);
        }
    }

    /** A stream record, at its place or in the end of a segment, tells how far the stream had come. */
    private void know(LogRecord.StreamStart start) {
        LostOfStream stream = stream(start.id());
        if (stream.isNews(start)) {
            confirm();
        }
        stream.know(start, holes);
    }

    /** The end of a segment. */
    void pass(LogRecord.SegmentEnd end) {
        ordinalSeen = Math.max(ordinalSeen, end.messages() + ordinalsInGaps);
        end.streams().forEach(this::know);
    }

    /** The ordinal that a mark tells of. */
    void passMark(long ordinal) {
        ordinalSeen = Math.max(ordinalSeen, ordinal);
    }

    /** This ordinal comes next: messages were lost, or none, or nothing tells. */
    private void reach(long ordinal) {
        if (ordinalRead < 0) {
            firstOrdinal = ordinal;
            ordinalRead = ordinal - 1;
            candidates.removeIf(hole -> hole.kind == Damage.Kind.BEACON);
            confirm();
        } else if (ordinal > ordinalRead + 1) {
            messagesSkipped += ordinal - ordinalRead - 1;
            ordinalRead = ordinal - 1;
            confirm();
        } else {
            candidates.clear();
        }
    }

    /** Messages were lost by the last damages: every stream may have lost some. */
    private void confirm() {
        for (Hole hole : candidates) {
            if (hole.kind == Damage.Kind.BEACON) {
                hole.takeAlongRecord();
            }
        }
        holes.addAll(candidates);
        candidates.clear();
    }

    /** How many messages there were and are not read, as far as ordinals tell. */
    long messagesLost() {
        return ordinalRead < 0 ? 0 : messagesSkipped + Math.max(0, ordinalSeen - ordinalRead);
    }

    /** The ordinal of the log's first message, where it is known yet. */
    Optional<Long> firstOrdinal() {
        return ordinalRead < 0 ? Optional.empty() : Optional.of(firstOrdinal);
    }

    /** The highest ordinal that anything tells of. */
    long ordinalSeen() {
        return ordinalSeen;
    }

    /** The messages read, replacements not counted. */
    long messages() {
        return messages;
    }

    /** The log's messages up to here, as the stream records of this segment and what follows them tell. */
    long messagesTold() {
        return messagesTold;
    }

    /** The name of a stream, where some record told it. */
    Optional<SegmentIndex.StreamShard> name(int id) {
        return stream(id).name();
    }

    private LostOfStream stream(int id) {
        LostOfStream stream = latest;
        if (stream == null || id != latestId) {
            stream = streams.computeIfAbsent(id, ignored -> new LostOfStream(fromTheFirst));
            latest = stream;
            latestId = id;
        }
        return stream;
    }
}
