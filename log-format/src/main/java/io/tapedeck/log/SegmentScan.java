package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private final DamagedBeacons damagedBeacons;
    private long at = SegmentHeader.LENGTH;
    private long wholeTo = SegmentHeader.LENGTH;
    private long beacons;
    private long records;
    private Optional<LogRecord.SegmentEnd> end = Optional.empty();
    private long endAt;
    private boolean finished;
    private long durableTo;

    private SegmentScan(SegmentReader reader, LostRanges lost, boolean live, boolean headerDamaged) throws IOException {
        this.reader = reader;
        this.lost = lost;
        this.live = live;
        this.headerDamaged = headerDamaged;
        damagedBeacons = new DamagedBeacons(reader);
        Optional<DurableMark> mark = reader.mark();
        durableOrdinal = mark.map(DurableMark::ordinal).orElse(0L);
        lost.enterSegment(reader.header().intervalBytes());
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

    /** Begins to walk through a segment; the scan closes it in the end. */
    static SegmentScan start(Source source, LostRanges lost) throws IOException {
        try {
            return new SegmentScan(source.reader, lost, source.live, source.headerDamaged);
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
        while (!finished) {
            switch (reader.read(at)) {
                case SegmentReader.Read.Found(Frame frame) -> {
                    pass(frame);
                    if (frame.kind() != Frame.SEGMENT_END) {
                        return Optional.of(frame);
                    }
                    noteEnd(frame);
                }
                case SegmentReader.Read.End ignored -> finish();
                case SegmentReader.Read.Broken broken -> {
                    if (at >= durableTo && !isSealedBehind()) {
                        finish();
                    } else {
                        stepOver(broken);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether an end record stands behind what is not whole here. Then all before it was durable, whatever the marks
     * say: they are older than the rest, as a disk leaves them that lost a write to the first sector.
     */
    private boolean isSealedBehind() throws IOException {
        long interval = reader.header().intervalBytes();
        for (long number = reader.lastBeaconNumber(); number > at / interval; number--) {
            long next = reader.beacon(number).map(Beacon::nextFrame).orElse(0L);
            while (next > at && reader.read(next) instanceof SegmentReader.Read.Found(Frame frame)) {
                if (frame.kind() == Frame.SEGMENT_END) {
                    durableTo = reader.size();
                    return true;
                }
                next = frame.end();
            }
            if (next > at) {
                return false;
            }
        }
        return false;
    }

    private void pass(Frame frame) throws IOException {
        long interval = reader.header().intervalBytes();
        if (at % interval == 0) {
            passBeacon(at / interval, 0);
        }
        if (frame.kind() != Frame.SEGMENT_END) {
            records++;
            lost.pass(frame, frame.offset() / interval);
        }
        passBeacons(frame.offset(), frame.end(), false);
        at = frame.end();
        wholeTo = at;
    }

    /** Hears what the beacons between two offsets tell; those at the offsets themselves not. */
    private void passBeacons(long from, long to, boolean damaged) throws IOException {
        long interval = reader.header().intervalBytes();
        for (long number = from / interval + 1; number * interval < to; number++) {
            passBeacon(number, damaged ? to : 0);
        }
    }

    /** Hears what a beacon tells; more may be lost behind it where its next frame is before {@code damagedTo}. */
    private void passBeacon(long number, long damagedTo) throws IOException {
        Optional<Beacon> beacon = reader.beacon(number);
        if (beacon.isPresent()) {
            beacons++;
            lost.pass(beacon.get(), number, damagedTo > 0 && beacon.get().nextFrame() < damagedTo);
        }
    }

    private void noteEnd(Frame frame) throws IOException {
        endAt = frame.offset();
        try {
            end = Optional.of((LogRecord.SegmentEnd) RecordDecoder.decode(frame));
            lost.pass(end.get());
        } catch (ValueFormatException e) {
            noteDamage(new Damage(frame.offset(), frame.end() - frame.offset(), Damage.Kind.CHECKSUM));
        }
        finish();
        if (reader.size() > at && !live) {
            noteDamage(new Damage(at, reader.size() - at, Damage.Kind.GARBAGE));
        }
    }

    /** Takes down what is damaged here, and goes to where reading can go on. */
    private void stepOver(SegmentReader.Read.Broken broken) throws IOException {
        if (broken.kind() == Damage.Kind.BEACON && !broken.cut()) {
            List<Damage> found = damagedBeacons.stepOver(at, broken.offset());
            found.forEach(this::noteDamage);
            if (!found.isEmpty()) {
                return;
            }
        }
        long from = broken.offset() == at ? at : broken.frameAt();
        // A beacon that cannot be stepped over takes the record before it along.
        Damage.Kind kind = broken.kind() == Damage.Kind.BEACON ? Damage.Kind.CHECKSUM : broken.kind();
        LostRanges.Hole hole = noteDamage(new Damage(from, 0, kind));
        long resume = resume(from, broken.claimedEnd());
        hole.close(resume, kindBetween(from, resume, kind));
        passBeacons(from, resume, true);
        at = resume;
    }

    private Damage.Kind kindBetween(long from, long to, Damage.Kind otherwise) throws IOException {
        if (reader.bytes().hasLostBlock(from, to)) {
            return Damage.Kind.BLOCK;
        }
        return reader.hasZeroedSector(from, to) ? Damage.Kind.ZEROS : otherwise;
    }

    private long resume(long from, long claimedEnd) throws IOException {
        if (claimedEnd > from
                && (claimedEnd == reader.size() || reader.read(claimedEnd) instanceof SegmentReader.Read.Found)) {
            return claimedEnd;
        }
        long interval = reader.header().intervalBytes();
        long last = (reader.size() - 1) / interval;
        for (long number = from / interval + 1; number <= last; number++) {
            long nextFrame = reader.beacon(number).map(Beacon::nextFrame).orElse(0L);
            if (nextFrame > from) {
                return Math.min(nextFrame, reader.size());
            }
        }
        return reader.size();
    }

    private LostRanges.Hole noteDamage(Damage damage) {
        LostRanges.Hole hole = lost.note(damage);
        damages.add(hole);
        return hole;
    }

    private void finish() throws IOException {
        finished = true;
        boolean damagedToEnd = at > wholeTo;
        long size = reader.size();
        if (end.isPresent() || endAt > 0) {
            return;
        }
        if (size < durableTo) {
            long from = damagedToEnd ? size : at;
            noteDamage(new Damage(from, durableTo - from, Damage.Kind.CUT));
        } else if (!live && !damagedToEnd) {
            // Where another segment follows, it was finished once, and what was behind is lost.
            damages.add(lost.noteLoss(new Damage(at, size - at, Damage.Kind.UNFINISHED)));
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
     * Checks the digest and the counts in the end record, where nothing else was found wrong. A writer that went on with
     * the file meanwhile has moved its end.
     */
    void checkDigest(SegmentDigest digest) throws IOException {
        if (end.isEmpty() || !damages.isEmpty() || digest.asked() > endAt) {
            return;
        }
        boolean same = end.get().records() == records
                && digest.finish(endAt).equals(end.get().sha256());
        if (!same) {
            noteDamage(new Damage(0, endAt, Damage.Kind.DIGEST));
        }
    }

    /** Checks that this segment follows one whose end record, if known, has {@code sha256}. */
    void checkChain(SegmentHeader before, Optional<Bytes> sha256) {
        SegmentHeader header = reader.header();
        boolean follows = header.segment() == before.segment() + 1
                && header.logId().equals(before.logId())
                && sha256.map(header.previousSha256()::equals).orElse(true);
        if (!headerDamaged && !follows) {
            damages.addFirst(lost.note(new Damage(0, DurableMark.FIRST_AT, Damage.Kind.CHAIN)));
        }
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
