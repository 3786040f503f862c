package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Walks through one segment, damaged or not: gives its intact frames in order, and takes down what is damaged. Both
 * verifying and saving what can be saved are this walk.
 *
 * <p>Why apart from {@link LogReader}: that one stops at the first damage and knows nothing of what comes behind.
 */
final class SegmentScan implements Closeable {
    private final SegmentReader reader;
    private final LostRanges lost;
    private final boolean live;
    private final boolean headerDamaged;
    private final List<LostRanges.Hole> damages = new ArrayList<>();
    private final long durableOrdinal;
    private final FrameSearch search;
    private long at = SegmentHeader.LENGTH;
    private long brokenTo;
    private long beacons;
    private long records;
    /** The records read and those that a count told of; −1 where nothing tells how many were lost. */
    private long recordsKnown;
    /** Damaged beacons since the last count, behind which a record may be missing. */
    private final List<LostRanges.Hole> uncounted = new ArrayList<>();

    private Optional<LogRecord.SegmentEnd> end = Optional.empty();
    private long endAt;
    private boolean finished;
    private long durableTo;

    private SegmentScan(
            SegmentReader reader, LostRanges lost, boolean live, boolean headerDamaged, Optional<Damage> chain)
            throws IOException {
        this.reader = reader;
        this.lost = lost;
        this.live = live;
        this.headerDamaged = headerDamaged;
        search = new FrameSearch(reader);
        Optional<DurableMark> mark = reader.mark();
        durableOrdinal = mark.map(DurableMark::ordinal).orElse(0L);
        lost.enterSegment(reader.header().intervalBytes());
        chain.ifPresent(damage -> damages.add(lost.noteUnread(damage)));
        lost.passMark(durableOrdinal);
        if (!headerDamaged) {
            lost.passHeader(reader.header().firstOrdinal());
        } else if (reader.header().segment() == 0) {
            // The number is sure even where it was learned from a beacon: the checksums depend on it.
            lost.passHeader(1);
        }
        reader.bytes().packingDamages().forEach(damage -> damages.add(lost.note(damage)));
        if (headerDamaged) {
            damages.add(lost.note(new Damage(0, DurableMark.FIRST_AT, Damage.Kind.HEADER)));
        }
        boolean markDamaged = !live && noteMarks(mark);
        long known = mark.map(DurableMark::durableTo).orElse(0L);
        // Where a mark is damaged, it may have been the newer one: all that is there counts as durable.
        durableTo = markDamaged ? Math.max(known, reader.size()) : known;
    }

    /**
     * A segment that can be read.
     *
     * @param reader reads it
     * @param live whether a live writer has it
     * @param headerDamaged whether what its header said was learned elsewhere
     */
    record Source(SegmentReader reader, boolean live, boolean headerDamaged) {}

    /**
     * Opens a segment, by its beacons if its header is damaged.
     *
     * @return the segment, or empty where the header is damaged and nothing tells what it said
     * @throws LogException where it is no log, or of a newer version
     */
    static Optional<Source> open(Path file) throws IOException {
        boolean live = LogFolder.hasWriter(file);
        try {
            return Optional.of(new Source(SegmentReader.open(file), live, false));
        } catch (LogException.Corrupt e) {
            return recover(file).map(reader -> new Source(reader, live, true));
        }
    }

    private static Optional<SegmentReader> recover(Path file) throws IOException {
        try {
            return HeaderRecovery.open(file);
        } catch (LogException.Corrupt e) {
            return Optional.empty(); // packed, with both heads damaged: nothing tells where the blocks are
        }
    }

    /**
     * Begins to walk through a segment; the scan closes it in the end.
     *
     * @param chain the damage that it does not follow the one before it, if that is so
     */
    static SegmentScan start(Source source, LostRanges lost, Optional<Damage> chain) throws IOException {
        try {
            return new SegmentScan(source.reader, lost, source.live, source.headerDamaged, chain);
        } catch (IOException e) {
            source.reader.close();
            throw e;
        }
    }

    private boolean noteMarks(Optional<DurableMark> mark) throws IOException {
        int damaged = reader.damagedMark().orElse(0);
        if (damaged == 0) {
            return false;
        }
        damages.add(lost.note(
                mark.isEmpty()
                        ? new Damage(DurableMark.FIRST_AT, 2L * DurableMark.LENGTH, Damage.Kind.MARK)
                        : new Damage(damaged, DurableMark.LENGTH, Damage.Kind.MARK)));
        return true;
    }

    /** The next intact frame, the end record not counted; empty where the segment ends. */
    Optional<Frame> next() throws IOException {
        Frame ahead = reader.readAhead(at);
        if (ahead != null && ahead.kind() != Frame.SEGMENT_END && RecordDecoder.isWellFormed(ahead)) {
            passRecord(ahead);
            return Optional.of(ahead);
        }
        while (!finished) {
            switch (search.at(at)) {
                case FrameSearch.Place.Intact(Frame ignored, List<Damage> damagedBeacons)
                when isUnfinished(damagedBeacons) -> finish();
                case FrameSearch.Place.Intact(Frame frame, List<Damage> damagedBeacons) -> {
                    pass(frame, damagedBeacons);
                    if (frame.kind() != Frame.SEGMENT_END) {
                        return Optional.of(frame);
                    }
                    finish();
                }
                case FrameSearch.Place.Broken broken -> {
                    if (isEnd(broken)) {
                        finish();
                    } else {
                        stepOver(broken.offset());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A damaged beacon above the mark belongs to an unfinished write, as a frame does. */
    private boolean isUnfinished(List<Damage> damagedBeacons) throws IOException {
        return !damagedBeacons.isEmpty() && isAboveMark(damagedBeacons.getLast().offset());
    }

    /** Whether what is no whole frame is the end, for now or because nothing was written there. */
    private boolean isEnd(FrameSearch.Place.Broken broken) throws IOException {
        return broken.end() || isAboveMark(broken.offset());
    }

    private boolean isAboveMark(long offset) throws IOException {
        if (offset >= durableTo && search.isSealedBehind(at)) {
            durableTo = reader.size();
        }
        return offset >= durableTo;
    }

    private void pass(Frame frame, List<Damage> damagedBeacons) throws IOException {
        for (Damage damage : damagedBeacons) {
            noteBeacon(damage, frame);
        }
        passBeacons(at, frame.offset());
        if (frame.kind() == Frame.SEGMENT_END) {
            passEnd(frame);
        } else {
            passRecord(frame);
        }
        passBeacons(frame.offset(), frame.end());
        at = frame.end();
    }

    private void passRecord(Frame frame) {
        records++;
        recordsKnown += recordsKnown < 0 ? 0 : 1;
        lost.pass(frame, frame.offset() / reader.header().intervalBytes());
        at = frame.end();
    }

    /** Where a damaged beacon stands between two frames, the second may be another than the one that stood there. */
    private void noteBeacon(Damage damage, Frame frame) {
        if (damage.offset() > frame.offset()) {
            damages.add(lost.note(damage));
            return;
        }
        LostRanges.Hole hole = lost.noteLoss(damage);
        damages.add(hole);
        uncounted.add(hole);
    }

    private void passEnd(Frame frame) {
        LogRecord.SegmentEnd told = (LogRecord.SegmentEnd) RecordDecoder.decode(frame);
        count(told.records());
        end = Optional.of(told);
        endAt = frame.offset();
        lost.pass(told);
    }

    /** Hears what the beacons from one offset on and before another tell. */
    private void passBeacons(long from, long to) throws IOException {
        long interval = reader.header().intervalBytes();
        for (long number = (from + interval - 1) / interval; number * interval < to; number++) {
            Optional<Beacon> beacon = reader.beacon(number);
            if (beacon.isPresent()) {
                passBeacon(beacon.get(), number, number * interval);
            }
        }
    }

    private void passBeacon(Beacon beacon, long number, long offset) {
        boolean insideDamage = offset < brokenTo && beacon.nextFrame() < brokenTo;
        if (!insideDamage) {
            count(beacon.records());
        }
        beacons++;
        lost.pass(beacon, number, insideDamage);
    }

    /** Compares with how many records were before, as a beacon or the end record tells. */
    private void count(long recordsTold) {
        if (recordsKnown >= 0 && recordsKnown < recordsTold) {
            uncounted.forEach(LostRanges.Hole::takeAlongRecord);
        }
        uncounted.clear();
        recordsKnown = recordsTold;
    }

    /** Takes down what is damaged here, and goes to where reading can go on. */
    private void stepOver(long from) throws IOException {
        passBeacons(at, from);
        OptionalLong resume = search.behind(from);
        long to = resume.orElse(durableTo);
        noteBroken(from, to, resume.isEmpty() && reader.size() < durableTo ? Damage.Kind.CUT : kind(from, to));
        passBeacons(from, Math.min(to, reader.size()));
        at = to;
        finished = resume.isEmpty();
    }

    private void noteBroken(long from, long to, Damage.Kind kind) {
        damages.add(lost.noteLoss(new Damage(from, to - from, kind)));
        brokenTo = to;
        recordsKnown = -1;
    }

    private Damage.Kind kind(long from, long to) throws IOException {
        if (reader.bytes().hasLostBlock(from, to)) {
            return Damage.Kind.BLOCK;
        }
        return reader.hasZeroedSector(from, to)
                        || Bytes.wrap(reader.bytes().read(from, Frame.HEADER_LENGTH))
                                .isZero()
                ? Damage.Kind.ZEROS
                : Damage.Kind.CHECKSUM;
    }

    private void finish() throws IOException {
        finished = true;
        long size = reader.size();
        if (size < durableTo) {
            noteBroken(at, durableTo, Damage.Kind.CUT);
        } else if (!live && end.isEmpty()) {
            // Where another segment follows, it was finished once, and what was behind is lost.
            damages.add(lost.noteLoss(new Damage(at, size - at, Damage.Kind.UNFINISHED)));
        } else if (!live && size > at) {
            damages.add(lost.note(new Damage(at, size - at, Damage.Kind.GARBAGE)));
        }
    }

    /** Starts to make the digest of a sealed segment beside what is read. */
    SegmentDigest startDigest() throws IOException {
        SegmentDigest digest = SegmentDigest.open(reader.file());
        try {
            new FrameTrail(reader, reader.size())
                    .previous()
                    .filter(last -> last.kind() == Frame.SEGMENT_END)
                    .ifPresent(last -> digest.advance(last.offset()));
        } catch (LogException e) {
            // Damaged towards the end: there is nothing to compare it with, or it is made when the end is found.
        }
        return digest;
    }

    /**
     * Checks the digest and the counts in the end record, where all frames are intact. A writer that went on with the
     * file meanwhile has moved its end.
     */
    void checkDigest(SegmentDigest digest) throws IOException {
        if (end.isEmpty()
                || digest.asked() > endAt
                || !damages.stream().allMatch(hole -> isOutsideDigest(hole.kind()))) {
            return;
        }
        boolean same = end.get().records() == records
                && end.get().messages() == lost.messagesTold()
                && digest.finish(endAt).equals(end.get().sha256());
        if (!same) {
            damages.add(lost.note(new Damage(0, endAt, Damage.Kind.DIGEST)));
        }
    }

    private static boolean isOutsideDigest(Damage.Kind kind) {
        return switch (kind) {
            case CHAIN, MARK, PACKING, GARBAGE -> true;
            default -> false;
        };
    }

    SegmentReader reader() {
        return reader;
    }

    SegmentHeader header() {
        return reader.header();
    }

    boolean live() {
        return live;
    }

    boolean headerDamaged() {
        return headerDamaged;
    }

    /** Where the next frame is looked for. */
    long at() {
        return at;
    }

    long beacons() {
        return beacons;
    }

    long records() {
        return records;
    }

    long durableTo() {
        return durableTo;
    }

    long durableOrdinal() {
        return durableOrdinal;
    }

    Optional<LogRecord.SegmentEnd> end() {
        return end;
    }

    /** The damages so far; what was lost is known when all segments are read. */
    List<LostRanges.Hole> damages() {
        return damages;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
