package io.tapedeck.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one stream of a damaged log, and what of it is lost: see {@link LostRanges}, which says which
 * damages lost messages.
 */
final class LostOfStream {
    private Optional<SegmentIndex.StreamShard> name = Optional.empty();
    /** The highest sequence that was read, or is told as lost; −1 where there is none. */
    private long last = -1;
    /** The lowest. */
    private long first;
    /** The damage that may have lost messages before that. */
    private Optional<LostRanges.Hole> before = Optional.empty();
    /** The messages that the last count told of and those read since; −1 where no count is known. */
    private long messages;
    /** The damages of the log before what is known. */
    private int holesSettled;
    /** What was found to be lost since the last count. */
    private final List<Range> lost = new ArrayList<>();

    private long block = -1;
    private long readInBlock;
    private long firstReadInBlock;
    /** What was lost in this block and nowhere else. */
    private final List<Range> lostInBlock = new ArrayList<>();
    /** What is not known stands in this block or behind it. */
    private long openFrom = -1;

    LostOfStream(boolean fromTheFirst) {
        messages = fromTheFirst ? 0 : -1;
    }

    /** Sequences of a stream that a damage lost, if no count clears it. */
    static final class Range {
        private final LostRanges.Hole hole;
        private final LostOfStream stream;
        private long first;
        private long last;

        private Range(LostRanges.Hole hole, LostOfStream stream, long first, long last) {
            this.hole = hole;
            this.stream = stream;
            this.first = first;
            this.last = last;
        }

        LostOfStream stream() {
            return stream;
        }

        long size() {
            return Math.max(0, last - first + 1);
        }

        Damage.Lost named(SegmentIndex.StreamShard name) {
            return new Damage.Lost(name.stream(), name.shard(), first, last);
        }
    }

    Optional<SegmentIndex.StreamShard> name() {
        return name;
    }

    /** What is told next is in this block of the log. */
    void enter(long number) {
        if (block != number) {
            block = number;
            readInBlock = 0;
            lostInBlock.clear();
        }
    }

    /** A message that replaces another one repeats its sequence: if that one was lost, it is read after all. */
    void passReplacement(long sequence) {
        readInBlock++;
        if (!lost.isEmpty() && lost.getLast().last == sequence) {
            lost.getLast().last--;
        }
    }

    void passMessage(long sequence, List<LostRanges.Hole> holes) {
        passReplacement(sequence);
        if (last < 0) {
            first = sequence;
            before = firstHole(holes);
        } else {
            lose(firstHole(holes), last + 1, sequence - 1)
                    .filter(range -> isWithinBlock(range.hole))
                    .ifPresent(lostInBlock::add);
        }
        if (readInBlock == 1) {
            firstReadInBlock = sequence;
        }
        last = Math.max(last, sequence);
        holesSettled = holes.size();
        openFrom = block;
        messages += messages < 0 ? 0 : 1;
    }

    /** Whether an entry tells of messages behind the last one known. */
    boolean isNews(Beacon.Entry entry) {
        return entry.last() > last;
    }

    /** A beacon tells of the block before it, exactly; the stream has entered that block. */
    void passEntry(Beacon.Entry entry, List<LostRanges.Hole> holes, boolean fromTheFirst, boolean insideDamage) {
        boolean news = isNews(entry);
        settleBlock(entry);
        if (news) {
            loseUpTo(entry, firstHole(holes), fromTheFirst);
            last = entry.last();
        }
        if (entry.last() >= 0) {
            holesSettled = insideDamage ? Math.max(0, holes.size() - 1) : holes.size();
            openFrom = block + 1;
        }
    }

    /** What an entry tells of messages up to the last one known. */
    private void settleBlock(Beacon.Entry entry) {
        if (entry.messages() == readInBlock) {
            clear(lostInBlock);
        } else if (readInBlock > 0 && !lostInBlock.isEmpty()) {
            Range earliest = lostInBlock.getFirst();
            if (earliest.last == firstReadInBlock - 1) {
                earliest.first = Math.max(earliest.first, entry.first());
            }
        }
        if (entry.messages() > 0 && before.isPresent() && entry.first() < first) {
            lose(before, entry.first(), first - 1);
            first = entry.first();
        }
    }

    private void loseUpTo(Beacon.Entry entry, Optional<LostRanges.Hole> hole, boolean fromTheFirst) {
        boolean exact = entry.messages() > 0;
        if (last >= 0) {
            boolean within = exact && hole.isPresent() && isWithinBlock(hole.get());
            lose(hole, within ? Math.max(last + 1, entry.first()) : last + 1, entry.last());
            return;
        }
        before = hole;
        // That there was a last one is all that is known, and it may have been in a segment that is not there.
        first = exact ? entry.first() : fromTheFirst ? entry.last() : entry.last() + 1;
        lose(hole, first, entry.last());
    }

    /** Whether a count tells of messages that are not known, or a last sequence behind the last one known. */
    boolean isNews(LogRecord.StreamStart start) {
        long told = start.last().orElse(-1L);
        boolean complete = messages >= 0 && start.messages() <= messages;
        return told >= 0 && !complete && (last < 0 ? messages >= 0 : told > last);
    }

    /** A stream record, at its place or in the end of a segment, tells how many messages there were so far. */
    void know(LogRecord.StreamStart start, List<LostRanges.Hole> holes) {
        if (name.isEmpty()) {
            name = Optional.of(new SegmentIndex.StreamShard(start.stream(), start.shard()));
        }
        start.last().ifPresent(told -> {
            compare(start.messages(), told, holes);
            last = told;
        });
        messages = start.messages();
        before = Optional.empty();
        lost.clear();
        lostInBlock.clear();
        holesSettled = holes.size();
    }

    private void compare(long messagesSoFar, long lastSoFar, List<LostRanges.Hole> holes) {
        if (messages >= 0 && messagesSoFar <= messages) {
            clear(lost);
            return;
        }
        if (last >= 0) {
            lose(firstHole(holes), last + 1, lastSoFar);
        }
        if (messages < 0) {
            return;
        }
        long missing =
                messagesSoFar - messages - lost.stream().mapToLong(Range::size).sum();
        if (last < 0) {
            lose(firstHole(holes), Math.max(0, lastSoFar - missing + 1), lastSoFar);
        } else if (missing > 0) {
            lose(before, Math.max(0, first - missing), first - 1);
        }
    }

    private Optional<LostRanges.Hole> firstHole(List<LostRanges.Hole> holes) {
        return holesSettled < holes.size() ? Optional.of(holes.get(holesSettled)) : Optional.empty();
    }

    /** Whether what a damage lost behind the last known sequence stood in this block. */
    private boolean isWithinBlock(LostRanges.Hole hole) {
        return Math.max(openFrom, hole.block()) >= block;
    }

    private Optional<Range> lose(Optional<LostRanges.Hole> hole, long from, long to) {
        if (hole.isEmpty() || from > to) {
            return Optional.empty();
        }
        Range range = new Range(hole.get(), this, from, to);
        hole.get().ranges().add(range);
        lost.add(range);
        return Optional.of(range);
    }

    /** These were not lost. */
    private void clear(List<Range> cleared) {
        for (Range range : List.copyOf(cleared)) {
            range.hole.ranges().remove(range);
            lost.remove(range);
        }
        cleared.clear();
    }
}
