package io.tapedeck.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is intact of a log that may be damaged, in order, and tells what is not; for copying, converting and
 * repairing. {@link LogReader} is for logs that are to be whole.
 */
public final class LogSalvage implements Closeable {
    private final List<Path> files;
    private final Iterator<Path> remaining;
    private final LostRanges lost = new LostRanges();
    private final Map<Path, List<LostRanges.Hole>> holes = new LinkedHashMap<>();
    private final NamelessMessages nameless = new NamelessMessages();
    private final SegmentChain chain;
    private Optional<LostRanges> namesAhead = Optional.empty();
    private Optional<SegmentScan> scan = Optional.empty();
    private Optional<LogRecord> record = Optional.empty();
    private LogPosition position = new LogPosition(0, 0);
    private Path file;
    private long length;
    private long bytesLeft;

    private LogSalvage(List<Path> files) throws IOException {
        this.files = files;
        chain = new SegmentChain(files, lost);
        remaining = files.iterator();
        file = files.getFirst();
    }

    /**
     * A damage, and the file in which it is.
     *
     * @param file the segment's file
     * @param damage what is damaged there
     */
    public record FileDamage(Path file, Damage damage) {}

    /**
     * Opens a log at its first record.
     *
     * @param log a folder of segments, or a segment
     * @throws LogException.NotALog where it is no log
     */
    public static LogSalvage open(Path log) throws IOException {
        List<Path> files = LogFolder.segments(log);
        if (files.isEmpty()) {
            throw new LogException.NotALog(log + " holds no segment of a log");
        }
        return new LogSalvage(files);
    }

    /**
     * Goes to the next intact record; the ends of segments are not told.
     *
     * @return whether there is one
     */
    public boolean next() throws IOException {
        while (true) {
            if (scan.isEmpty() && !openNext()) {
                return false;
            }
            SegmentScan current = scan.orElseThrow();
            Optional<Frame> frame = current.next();
            if (frame.isEmpty()) {
                leave(current);
            } else if (take(frame.get(), current)) {
                return true;
            }
        }
    }

    private boolean openNext() throws IOException {
        while (scan.isEmpty() && remaining.hasNext()) {
            Path file = remaining.next();
            switch (chain.open(file)) {
                case SegmentChain.Opened.Read(SegmentScan opened) -> scan = Optional.of(opened);
                case SegmentChain.Opened.Passed(LostRanges.Hole hole) -> {
                    holes.put(file, List.of(hole));
                    bytesLeft += Files.size(file);
                }
            }
        }
        return scan.isPresent();
    }

    private void leave(SegmentScan left) throws IOException {
        try (SegmentDigest digest = SegmentDigest.open(left.reader().file())) {
            left.checkDigest(digest);
        }
        chain.leave(left);
        bytesLeft += left.reader().size();
        holes.put(left.reader().file(), left.damages());
        left.close();
        scan = Optional.empty();
    }

    private boolean take(Frame frame, SegmentScan from) throws IOException {
        Optional<SegmentIndex.StreamShard> stream = Optional.empty();
        if (frame.kind() == Frame.MESSAGE) {
            stream = name(frame.streamId());
            if (stream.isEmpty()) {
                nameless.note(from.reader().file(), frame, lost);
                return false;
            }
        }
        record = Optional.of(
                stream.isPresent() ? RecordDecoder.decodeMessage(frame, stream.get()) : RecordDecoder.decode(frame));
        position = new LogPosition(from.header().segment(), frame.offset());
        file = from.reader().file();
        length = frame.end() - frame.offset();
        return true;
    }

    /** The name of a stream; where its record is lost, a later one may repeat it. */
    private Optional<SegmentIndex.StreamShard> name(int id) throws IOException {
        Optional<SegmentIndex.StreamShard> known = lost.name(id);
        if (known.isPresent()) {
            return known;
        }
        if (namesAhead.isEmpty()) {
            namesAhead = Optional.of(readNames());
        }
        return namesAhead.get().name(id);
    }

    private LostRanges readNames() throws IOException {
        LostRanges names = new LostRanges();
        SegmentChain whole = new SegmentChain(files, names);
        for (Path file : files) {
            if (whole.open(file) instanceof SegmentChain.Opened.Read(SegmentScan open)) {
                try (open) {
                    while (open.next().isPresent()) {
                        // The names are taken down on the way.
                    }
                }
            }
        }
        return names;
    }

    /** The record that {@link #next} went to. */
    public LogRecord record() {
        return record.orElseThrow(() -> new IllegalStateException("call next() first"));
    }

    /** Where that record begins. */
    public LogPosition position() {
        return position;
    }

    /** The file in which it is. */
    Path file() {
        return file;
    }

    /** Its length there, beacons that interrupt it included. */
    long length() {
        return length;
    }

    /** The bytes of the log that were read so far. */
    public long bytesDone() {
        return bytesLeft + scan.map(SegmentScan::at).orElse(0L);
    }

    /** How many messages there were and are not read, as far as ordinals tell. */
    public long messagesLost() {
        return lost.messagesLost() + nameless.messages(lost);
    }

    /** The ordinal of the log's first message, where what was read so far tells it. */
    Optional<Long> firstOrdinal() {
        return lost.firstOrdinal();
    }

    /** Whether the header of the segment that is being read can be trusted. */
    boolean isHeaderIntact() {
        return scan.map(current -> !current.headerDamaged()).orElse(false);
    }

    /** The highest ordinal that anything in the log tells of, as far as was read. */
    long lastOrdinal() {
        return lost.ordinalSeen();
    }

    /** The header of the segment that is being read. */
    Optional<SegmentHeader> header() {
        return scan.map(SegmentScan::header);
    }

    /** What is damaged; whole when {@link #next} has said that there is no more. */
    public List<FileDamage> damages() {
        List<FileDamage> damages = new ArrayList<>();
        holes.forEach((file, found) -> {
            LostRanges.damages(found).forEach(damage -> damages.add(new FileDamage(file, damage)));
            nameless.damages(file, lost).forEach(damage -> damages.add(new FileDamage(file, damage)));
        });
        return damages;
    }

    /**
     * Whether every message was read that there was, as far as the log can tell; known when {@link #next} has said
     * that there is no more.
     */
    public boolean complete() {
        return messagesLost() == 0 && damages().stream().noneMatch(LogSalvage::losesMessages);
    }

    private static boolean losesMessages(FileDamage found) {
        Damage damage = found.damage();
        return !damage.lost().isEmpty()
                || switch (damage.kind()) {
                    case NAME, CHAIN -> true;
                    // Where the beacons told what the header said, only the header itself is damaged.
                    case HEADER -> damage.length() != DurableMark.FIRST_AT;
                    default -> false;
                };
    }

    @Override
    public void close() throws IOException {
        if (scan.isPresent()) {
            scan.get().close();
        }
    }
}
