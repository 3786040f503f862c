package io.tapedeck.log.seastreamer;

import io.tapedeck.log.LogProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Verifies a file: the header, every message's checksum, every beacon's marks, length and markers, the end-of-stream
 * mark. Nothing is changed. Whatever the damage, it is reported and not thrown.
 *
 * <p>What it cannot see: a changed name, shard, sequence or time of a message where no marker tells, as no
 * checksum covers these; and a changed file name or time in the file's header.
 */
public final class SeaStreamerVerifier {
    private final SeaStreamerReader reader;
    private final LogProgress progress;
    private final Consumer<SeaStreamerMessage> intact;
    private final MarkerCheck markers = new MarkerCheck();
    private final LostSequences lost = new LostSequences();
    private final Set<StreamShard> goingBack = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private long messages;
    private long beacons;

    private SeaStreamerVerifier(SeaStreamerReader reader, LogProgress progress, Consumer<SeaStreamerMessage> intact) {
        this.reader = reader;
        this.progress = progress;
        this.intact = intact;
    }

    /**
     * What was found.
     *
     * @param sizeBytes the file's size
     * @param messages the intact messages, the end-of-stream mark not counted
     * @param beacons the intact beacons
     * @param ended whether there is an end-of-stream mark; a file without is still being written, or was not ended
     * @param damages what is damaged, in the order of offsets
     * @param warnings what is odd and loses nothing, in the order of offsets
     */
    public record Report(
            long sizeBytes,
            long messages,
            long beacons,
            boolean ended,
            List<SeaStreamerDamage> damages,
            List<Warning> warnings) {
        /** Copies the lists. */
        public Report {
            damages = List.copyOf(damages);
            warnings = List.copyOf(warnings);
        }

        /** Whether nothing is damaged and nothing unfinished. */
        public boolean intact() {
            return damages.isEmpty();
        }
    }

    /**
     * What is odd and loses nothing.
     *
     * @param offset where in the file
     * @param text what, as half a sentence
     */
    public record Warning(long offset, String text) {}

    /** A damage, and its number where messages were lost by it. */
    private record Finding(SeaStreamerDamage damage, Optional<Integer> hole) {}

    /** Verifies a file without telling how far it is. */
    public static Report verify(Path file) throws IOException {
        return verify(file, LogProgress.NONE);
    }

    /**
     * Verifies a file.
     *
     * @param progress is told how far it is
     * @throws SeaStreamerException.NotSeaStreamer where the file does not begin as one
     * @throws SeaStreamerException.UnsupportedVersion where it is of another version
     * @throws IOException where the file cannot be read
     */
    public static Report verify(Path file, LogProgress progress) throws IOException {
        return verify(file, progress, ignored -> {});
    }

    /**
     * Verifies a file.
     *
     * @param progress is told how far it is
     * @param intact is given every intact message, in the file's order; not the end-of-stream mark
     */
    public static Report verify(Path file, LogProgress progress, Consumer<SeaStreamerMessage> intact)
            throws IOException {
        try (SeaStreamerReader reader = SeaStreamerReader.open(file)) {
            return new SeaStreamerVerifier(reader, progress, intact).verify();
        } catch (SeaStreamerException.Damaged header) {
            return new Report(Files.size(file), 0, 0, false, List.of(header.damage()), List.of());
        }
    }

    private Report verify() throws IOException {
        long sizeBytes = reader.sizeBytes();
        reader.headerFlaw().ifPresent(at -> note(new SeaStreamerDamage(at, 1, SeaStreamerDamage.Kind.HEADER)));
        while (step()) {
            progress.report(reader.offset(), sizeBytes);
        }
        verifyEnd();
        progress.report(sizeBytes, sizeBytes);
        return report();
    }

    /** The next message or damage; false at the end. */
    private boolean step() throws IOException {
        long before = reader.offset();
        try {
            if (!reader.next()) {
                return false;
            }
            messages++;
            intact.accept(reader.message());
            take(reader.message(), reader.checksum());
        } catch (SeaStreamerException.Damaged e) {
            if (reader.offset() == before) {
                note(e.damage());
            } else {
                takeLoss(e.damage());
            }
        }
        return true;
    }

    /** A beacon at a message's start counts what was before it, one within counts the message too. */
    private void take(SeaStreamerMessage message, int checksum) {
        List<Beacon> met = reader.beacons();
        met.stream().filter(beacon -> beacon.offset() == message.offset()).forEach(this::take);
        markers.read(message, checksum);
        StreamShard id = new StreamShard(message.stream(), message.shard());
        if (!lost.read(id, message.sequence()) && goingBack.add(id)) {
            warnings.add(new Warning(
                    message.offset(), "the sequence of " + id + " does not ascend: it is " + message.sequence()));
        }
        met.stream().filter(beacon -> beacon.offset() != message.offset()).forEach(this::take);
    }

    /** One that is not sound was reported, and its markers tell nothing. */
    private void take(Beacon beacon) {
        if (beacon.sound()) {
            beacons++;
            markers.read(beacon);
            beacon.markers()
                    .forEach(
                            marker -> lost.marked(marker.shard(), marker.state().sequence(), true));
        }
    }

    private void takeLoss(SeaStreamerDamage damage) {
        findings.add(new Finding(damage, Optional.of(lost.damage())));
        markers.lose();
        List<Beacon> passed = reader.beacons().stream().filter(Beacon::sound).toList();
        beacons += passed.size();
        for (Beacon beacon : passed) {
            boolean isLast = beacon.equals(passed.getLast());
            beacon.markers()
                    .forEach(
                            marker -> lost.marked(marker.shard(), marker.state().sequence(), isLast));
            if (isLast) {
                markers.read(beacon);
            }
        }
    }

    private void verifyEnd() throws IOException {
        Optional<Frame.Whole> end = reader.end();
        if (end.isEmpty()) {
            reader.tear().ifPresentOrElse(this::note, () -> reader.beacons().forEach(this::take));
            return;
        }
        take(end.get().message(), end.get().checksum());
        Optional<Beacon> last = reader.beaconAt(reader.offset());
        last.ifPresent(this::take);
        long endOffset = last.map(Beacon::endOffset).orElse(reader.offset());
        if (reader.sizeBytes() > endOffset) {
            warnings.add(new Warning(
                    endOffset, (reader.sizeBytes() - endOffset) + " bytes behind the end-of-stream mark are not read"));
        }
    }

    private void note(SeaStreamerDamage damage) {
        findings.add(new Finding(damage, Optional.empty()));
    }

    private Report report() throws IOException {
        for (Beacon beacon : markers.wrong()) {
            note(new SeaStreamerDamage(beacon.offset(), beacon.sizeBytes(), SeaStreamerDamage.Kind.MARKER));
        }
        markers.warnings().forEach((offset, text) -> warnings.add(new Warning(offset, text)));
        List<SeaStreamerDamage> damages = findings.stream()
                .map(this::settled)
                .sorted(Comparator.comparingLong(SeaStreamerDamage::offset))
                .toList();
        warnings.sort(Comparator.comparingLong(Warning::offset));
        return new Report(reader.sizeBytes(), messages, beacons, reader.ended(), damages, warnings);
    }

    private SeaStreamerDamage settled(Finding finding) {
        SeaStreamerDamage damage = finding.damage();
        return finding.hole()
                .map(hole -> new SeaStreamerDamage(damage.offset(), damage.length(), damage.kind(), lost.lost(hole)))
                .orElse(damage);
    }
}
