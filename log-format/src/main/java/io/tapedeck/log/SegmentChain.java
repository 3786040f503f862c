package io.tapedeck.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens the segments of a log in turn, and checks that each follows the one before. One that got among them from
 * another log, or from another place of this one, is not read: its records are not the log's, or are told twice.
 */
final class SegmentChain {
    private final LostRanges lost;
    private final Optional<UUID> logId;
    private final boolean several;
    private Optional<SegmentHeader> before = Optional.empty();
    private Optional<Bytes> digestBefore = Optional.empty();
    private int numberBefore = -1;

    SegmentChain(List<Path> files, LostRanges lost) throws IOException {
        this.lost = lost;
        several = files.size() > 1;
        logId = several ? commonId(files) : Optional.empty();
    }

    /** The identity that most segments have; of several, that of the first segment. */
    private static Optional<UUID> commonId(List<Path> files) throws IOException {
        Map<UUID, Integer> counts = new HashMap<>();
        Optional<UUID> common = Optional.empty();
        int most = 0;
        for (Path file : files.reversed()) {
            Optional<UUID> id = id(file);
            int count = id.isPresent() ? counts.merge(id.get(), 1, Integer::sum) : 0;
            if (count > 0 && count >= most) {
                most = count;
                common = id;
            }
        }
        return common;
    }

    private static Optional<UUID> id(Path file) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            return Optional.of(reader.header().logId());
        } catch (LogException.Corrupt e) {
            return Optional.empty();
        }
    }

    /** What became of a segment. */
    sealed interface Opened {
        /** It is read. */
        record Read(SegmentScan scan) implements Opened {}

        /** It is not, and this is the damage. */
        record Passed(LostRanges.Hole hole) implements Opened {}
    }

    /** Opens the next segment. */
    Opened open(Path file) throws IOException {
        Optional<SegmentScan.Source> source = SegmentScan.open(file);
        if (source.isEmpty()) {
            return pass(file, new Damage(0, Files.size(file), Damage.Kind.HEADER));
        }
        SegmentHeader header = source.get().reader().header();
        if (!belongs(file, header)) {
            source.get().reader().close();
            return pass(file, new Damage(0, DurableMark.FIRST_AT, Damage.Kind.CHAIN));
        }
        numberBefore = header.segment();
        return new Opened.Read(SegmentScan.start(source.get(), lost, chainDamage(source.get())));
    }

    private Optional<Damage> chainDamage(SegmentScan.Source source) {
        SegmentHeader header = source.reader().header();
        return before.isEmpty() || follows(header, before.get(), source.headerDamaged())
                ? Optional.empty()
                : Optional.of(new Damage(0, DurableMark.FIRST_AT, Damage.Kind.CHAIN));
    }

    /** Of a damaged header the number is sure all the same: the checksums depend on it. */
    private boolean follows(SegmentHeader header, SegmentHeader last, boolean headerDamaged) {
        return header.segment() == last.segment() + 1
                && (headerDamaged
                        || digestBefore.map(header.previousSha256()::equals).orElse(true));
    }

    private boolean belongs(Path file, SegmentHeader header) {
        return !several
                || header.segment() > numberBefore
                        && logId.map(header.logId()::equals).orElse(true)
                        && LogFolder.number(file).orElse(header.segment()) == header.segment();
    }

    private Opened pass(Path file, Damage damage) {
        if (LogFolder.number(file).equals(Optional.of(0))) {
            lost.passHeader(1);
        }
        before = Optional.empty();
        digestBefore = Optional.empty();
        return new Opened.Passed(lost.noteUnread(damage));
    }

    /** The scan of the segment that was opened last is through. */
    void leave(SegmentScan scan) {
        before = Optional.of(scan.header());
        digestBefore = scan.end().map(LogRecord.SegmentEnd::sha256);
    }
}
