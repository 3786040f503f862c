package io.tapedeck.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages that readers may easily tell differently. */
final class VectorCorners {
    private static final int SERIAL_AT = 24;
    private static final int ENCODING_AT = 32;

    private VectorCorners() {}

    private static byte[] flipped(byte[] segment, int... places) {
        byte[] bytes = segment.clone();
        for (int at : places) {
            bytes[at] ^= 1;
        }
        return bytes;
    }

    /** What the marks say, and what is above them; {@code many} is sealed, with an interval of 1 KiB. */
    static void addMarks(VectorDamages.Target target, byte[] many) throws IOException {
        SegmentForger apart = new SegmentForger(many.clone());
        int newest = apart.newestMark();
        LittleEndian.putLong(apart.bytes, newest + SERIAL_AT, LittleEndian.getLong(many, newest + SERIAL_AT) + 2);
        apart.sealMark(newest);
        target.add("damaged-marks-apart", apart.bytes);
        byte[] old = withOldMark(many);
        target.add("damaged-old-mark", flipped(old, 2000));
        int end = new SegmentForger(many).frames().getLast();
        target.add("damaged-above-mark", flipped(Arrays.copyOf(old, end), 3 * 1024 + 20));
    }

    /** The segment with the mark that was written with its header, and no other. */
    private static byte[] withOldMark(byte[] segment) {
        SegmentForger forger = new SegmentForger(segment.clone());
        Arrays.fill(forger.bytes, DurableMark.FIRST_AT, SegmentHeader.LENGTH, (byte) 0);
        LittleEndian.putLong(forger.bytes, DurableMark.SECOND_AT, SegmentHeader.LENGTH);
        LittleEndian.putLong(forger.bytes, DurableMark.SECOND_AT + SERIAL_AT, SegmentFile.FIRST_MARK_SERIAL);
        forger.sealMark(DurableMark.SECOND_AT);
        return forger.bytes;
    }

    /** A frame and the beacon in it, at the end of the file; a frame that no writer writes. */
    static void addFrames(VectorDamages.Target target, byte[] many) throws IOException {
        int beacon = (many.length - 1) / 1024 * 1024;
        List<Integer> frames = new SegmentForger(many).frames();
        int around = frames.stream().filter(at -> at < beacon).reduce(0, Math::max);
        target.add("damaged-frame-and-beacon", flipped(many, around + 20, beacon + 20));
        SegmentForger malformed = new SegmentForger(many.clone());
        int message = frames.get(9);
        malformed.bytes[message + Frame.HEADER_LENGTH + ENCODING_AT] = 7;
        malformed.sealFrame(message);
        target.add("damaged-malformed", malformed.bytes);
    }

    /** Losses that only a count tells, and losses among sequences with gaps. */
    static void addLosses(VectorDamages.Target target, byte[] exact, byte[] gaps) throws IOException {
        List<Integer> frames = new SegmentForger(exact).frames();
        byte[] counted = exact.clone();
        Arrays.fill(counted, frames.get(1), frames.getLast() / 512 * 512, (byte) 0);
        target.add("damaged-count", counted);
        List<Integer> sparse = new SegmentForger(gaps).frames();
        target.add("damaged-gaps", flipped(gaps, sparse.get(8) + 30, sparse.get(15) + 30));
        target.add("damaged-gaps-beacon", flipped(gaps, sparse.get(8) + 30, 2048 + 20));
    }

    /** A log without a message, with 4 KiB put in behind the header; a file of nothing; an interval that is lost. */
    static void addEmpty(VectorDamages.Target target, byte[] empty) throws IOException {
        target.add("damaged-empty-zeros", withInside(empty, new byte[4096]));
        target.add("damaged-empty-junk", withInside(empty, junk()));
        target.add("damaged-nothing", new byte[0]);
        target.add("damaged-header-interval", flipped(empty, 10));
    }

    private static byte[] junk() {
        byte[] junk = new byte[4096];
        new SplittableRandom(VectorLogs.SEED).nextBytes(junk);
        return junk;
    }

    private static byte[] withInside(byte[] segment, byte[] inside) {
        byte[] bytes = Arrays.copyOf(segment, segment.length + inside.length);
        System.arraycopy(inside, 0, bytes, SegmentHeader.LENGTH, inside.length);
        int rest = segment.length - SegmentHeader.LENGTH;
        System.arraycopy(segment, SegmentHeader.LENGTH, bytes, SegmentHeader.LENGTH + inside.length, rest);
        return bytes;
    }
}
