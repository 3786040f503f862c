package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Damages the vectors' logs, one thing at a time. */
final class VectorDamages {
    private static final UUID OTHER_ID = UUID.fromString("0198f3c2-0000-7000-8000-000000000002");

    private VectorDamages() {}

    /** Takes a damaged vector. */
    interface Target {
        void add(String name, byte[] bytes) throws IOException;
    }

    /** Changes a segment. */
    private interface Change {
        void apply(byte[] bytes);
    }

    private static byte[] changed(byte[] segment, Change change) {
        byte[] bytes = segment.clone();
        change.apply(bytes);
        return bytes;
    }

    private static byte[] flipped(byte[] segment, int at, int bits) {
        return changed(segment, bytes -> bytes[at] ^= (byte) bits);
    }

    private static byte[] zeroed(byte[] segment, int from, int to) {
        return changed(segment, bytes -> Arrays.fill(bytes, from, to, (byte) 0));
    }

    /** Damages of {@code many}, a sealed stream file with an interval of 1 KiB. */
    static void addTo(Target target, byte[] many) throws IOException {
        target.add("damaged-flipped-bit", flipped(many, 2000, 0x10));
        target.add("damaged-zeroed-page", zeroed(many, 2560, 3072));
        target.add("damaged-beacon", flipped(many, 3 * 1024 + 20, 1));
        target.add("damaged-cut", Arrays.copyOf(many, 3000));
        target.add("damaged-header", flipped(many, 44, 4));
        target.add("damaged-header-zeroed", zeroed(many, 0, 512));
        target.add("damaged-header-cut", Arrays.copyOf(many, 100));
        target.add("damaged-mark", flipped(many, new SegmentForger(many).newestMark() + 1, 1));
        target.add("damaged-marks", zeroed(many, DurableMark.FIRST_AT, SegmentHeader.LENGTH));
        target.add("damaged-frame-length", flipped(many, frame(many, 9) + 4, 0x40));
        target.add("damaged-frame-length-impossible", flipped(many, frame(many, 9) + 7, 0x60));
        target.add("damaged-swapped", swapped(many));
        target.add("damaged-moved-record", moved(many));
        target.add("damaged-end", flipped(many, lastFrame(many) + 40, 1));
        target.add("damaged-garbage", withTail(many, many.length - 80));
        target.add("damaged-digest", wrongDigest(many));
        target.add("damaged-twice", flipped(flipped(many, 1500, 1), 5000, 1));
    }

    private static int frame(byte[] segment, int number) {
        return new SegmentForger(segment).frames().get(number);
    }

    private static int lastFrame(byte[] segment) {
        return new SegmentForger(segment).frames().getLast();
    }

    /** Two blocks of the segment have changed places. */
    private static byte[] swapped(byte[] segment) {
        return changed(segment, bytes -> {
            System.arraycopy(segment, 2048, bytes, 4096, 1024);
            System.arraycopy(segment, 4096, bytes, 2048, 1024);
        });
    }

    /** A record stands where another one was. */
    private static byte[] moved(byte[] segment) {
        int from = frame(segment, 12);
        return changed(segment, bytes -> System.arraycopy(segment, from, bytes, frame(segment, 20), 64));
    }

    private static byte[] withTail(byte[] segment, int tailFrom) {
        byte[] bytes = Arrays.copyOf(segment, segment.length + segment.length - tailFrom);
        System.arraycopy(segment, tailFrom, bytes, segment.length, segment.length - tailFrom);
        return bytes;
    }

    /** The end record's checksum is right, and the digest in it is not. */
    private static byte[] wrongDigest(byte[] segment) {
        return changed(segment, bytes -> {
            SegmentForger forger = new SegmentForger(bytes);
            int end = forger.frames().getLast();
            int[] places = forger.frame(end);
            // The digest, of one part, stands somewhere in the last value; its bytes are sought as they were written.
            byte[] digest = Sha256.start().digest(sha256(segment, end));
            for (int i = 0; i + digest.length <= places.length; i++) {
                if (matches(bytes, places, i, digest)) {
                    bytes[places[i + 5]] ^= 1;
                }
            }
            forger.sealFrame(end);
        });
    }

    private static boolean matches(byte[] bytes, int[] places, int from, byte[] sought) {
        for (int i = 0; i < sought.length; i++) {
            if (bytes[places[from + i]] != sought[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] sha256(byte[] segment, int endAt) {
        byte[] before = Arrays.copyOf(segment, endAt);
        Arrays.fill(before, DurableMark.FIRST_AT, SegmentHeader.LENGTH, (byte) 0);
        return Sha256.start().digest(before);
    }

    /** Damages around a record of many blocks; the interval is 512. */
    static void addLarge(Target target, byte[] large) throws IOException {
        target.add("damaged-large-record", flipped(large, 1800, 1));
        target.add("damaged-large-record-beacons", flipped(flipped(large, 1024 + 30, 1), 1536 + 4, 2));
        target.add("damaged-large-record-zeroed", zeroed(large, 1024, 1536));
    }

    /** Damages where beacons tell of some streams only; the interval is 2 KiB. */
    static void addTurns(Target target, byte[] turns) throws IOException {
        target.add("damaged-turns", flipped(turns, 1000, 1));
        target.add("damaged-turns-beacon", flipped(turns, 2048 + 10, 1));
        target.add("damaged-turns-zeroed", zeroed(turns, 2048, 4096));
    }

    /** The record of a stream is lost, and no end record repeats it. */
    static byte[] nameless(byte[] left) {
        SegmentForger forger = new SegmentForger(left);
        int second = forger.frames().stream()
                .filter(at -> forger.kind(at) == Frame.STREAM)
                .skip(1)
                .findFirst()
                .orElseThrow();
        return flipped(left, second + 20, 8);
    }

    /** Damages of a log in a folder; {@code log} is changed. */
    static void breakChain(Path log, String how, VectorLogs logs) throws IOException {
        List<Path> files = LogFolder.segments(log);
        Path second = files.get(1);
        switch (how) {
            case "dropped" -> Files.delete(files.getFirst());
            case "missing" -> Files.delete(second);
            case "repeated" -> Files.write(second, Files.readAllBytes(files.get(2)));
            case "foreign" -> {
                Path other = logs.segments("other", OTHER_ID, 20);
                Files.write(second, Files.readAllBytes(LogFolder.segments(other).get(1)));
            }
            case "unreadable" -> Files.write(second, new byte[300]);
            default -> throw new IllegalArgumentException(how);
        }
    }
}
