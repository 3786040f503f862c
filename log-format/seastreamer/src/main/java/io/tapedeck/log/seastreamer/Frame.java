package io.tapedeck.log.seastreamer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What stands where a message should begin. */
sealed interface Frame {
    /** The beacons that were met, in order. */
    List<Beacon> beacons();

    /** What is wrong without a message being lost. */
    List<SeaStreamerDamage> flaws();

    /**
     * A message.
     *
     * @param checksum of its payload
     * @param isEnd whether it is the end-of-stream mark
     */
    record Whole(
            SeaStreamerMessage message,
            int checksum,
            boolean isEnd,
            List<Beacon> beacons,
            List<SeaStreamerDamage> flaws)
            implements Frame {}

    /** The file ends here, perhaps with a beacon. */
    record None(List<Beacon> beacons, List<SeaStreamerDamage> flaws) implements Frame {}

    /** The file ends within a message or beacon. */
    record Cut() implements Frame {
        @Override
        public List<Beacon> beacons() {
            return List.of();
        }

        @Override
        public List<SeaStreamerDamage> flaws() {
            return List.of();
        }
    }

    /**
     * No message.
     *
     * @param endOffset where the next one would begin, where nothing speaks against the length
     */
    record Bad(SeaStreamerDamage.Kind kind, OptionalLong endOffset, List<Beacon> beacons) implements Frame {
        @Override
        public List<SeaStreamerDamage> flaws() {
            return List.of();
        }
    }

    /** The beacons that are none, or that do not lead to the end of a message of {@code totalBytes}. */
    static List<SeaStreamerDamage> flaws(List<Cursor.Met> met, long totalBytes) {
        List<SeaStreamerDamage> flaws = new ArrayList<>();
        for (Cursor.Met each : met) {
            Beacon beacon = each.beacon();
            long expected = each.takenBefore() == 0 ? 0 : totalBytes - each.takenBefore();
            if (!beacon.sound() || beacon.remainingBytes() != expected) {
                flaws.add(new SeaStreamerDamage(beacon.offset(), beacon.sizeBytes(), SeaStreamerDamage.Kind.BEACON));
            }
        }
        return flaws;
    }

    /** Without the places where they were met. */
    static List<Beacon> beacons(List<Cursor.Met> met) {
        return met.stream().map(Cursor.Met::beacon).toList();
    }
}
