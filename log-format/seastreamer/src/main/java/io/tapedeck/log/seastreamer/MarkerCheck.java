package io.tapedeck.log.seastreamer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the markers of beacons with the messages read so far. Where they do not agree, one of them was changed;
 * but SeaStreamer's own writer, when it appends, begins its running checksums anew or gets them wrong, and that
 * is no damage. The two are told apart by what the next marker of the shard agrees with.
 */
final class MarkerCheck {
    private final Map<StreamShard, Shard> shards = new HashMap<>();
    private final Map<Long, Beacon> wrong = new TreeMap<>();
    private final Map<Long, String> warnings = new TreeMap<>();
    private boolean isAnythingLost;

    /** What is known of a shard. */
    private static final class Shard {
        /** From its messages; empty where some are lost. */
        private Optional<ShardState> counted = Optional.empty();
        /** From a marker that did not agree, and the messages since. */
        private Optional<ShardState> claimed = Optional.empty();
        /** The beacon of that marker, where it may be one that SeaStreamer got wrong. */
        private Optional<Beacon> doubtful = Optional.empty();
    }

    /** A message was read. */
    void read(SeaStreamerMessage message, int checksum) {
        StreamShard id = new StreamShard(message.stream(), message.shard());
        Shard known = shards.get(id);
        if (known == null) {
            Shard begun = new Shard();
            if (!isAnythingLost) {
                begun.counted = Optional.of(ShardState.first(message.sequence(), message.timeMillis(), checksum));
            }
            shards.put(id, begun);
            return;
        }
        known.counted = known.counted.map(state -> state.after(message.sequence(), message.timeMillis(), checksum));
        known.claimed = known.claimed.map(state -> state.after(message.sequence(), message.timeMillis(), checksum));
    }

    /** Messages were lost: of no shard the state is known, until a marker tells it. */
    void lose() {
        isAnythingLost = true;
        shards.forEach((id, shard) -> {
            shard.doubtful.ifPresent(beacon -> warn(id, beacon));
            shard.counted = Optional.empty();
            shard.claimed = Optional.empty();
            shard.doubtful = Optional.empty();
        });
    }

    /** A beacon was read, behind all messages that it counts. */
    void read(Beacon beacon) {
        for (Beacon.Marker marker : beacon.markers()) {
            Shard shard = shards.get(marker.shard());
            if (shard != null) {
                compare(beacon, marker, shard);
            } else {
                begin(beacon, marker);
            }
        }
    }

    /** The beacons with a marker that is wrong, or that tells that a message is; after the end of the file. */
    List<Beacon> wrong() {
        return List.copyOf(wrong.values());
    }

    /** What SeaStreamer may have got wrong, by the offset of the beacon; after the end of the file. */
    Map<Long, String> warnings() {
        shards.forEach((id, shard) -> shard.doubtful.ifPresent(beacon -> warn(id, beacon)));
        return warnings;
    }

    private void begin(Beacon beacon, Beacon.Marker marker) {
        if (!isAnythingLost) {
            wrong.put(beacon.offset(), beacon);
        }
        Shard shard = new Shard();
        shard.counted = Optional.of(marker.state());
        shards.put(marker.shard(), shard);
    }

    private void compare(Beacon beacon, Beacon.Marker marker, Shard shard) {
        Optional<ShardState> state = Optional.of(marker.state());
        if (shard.counted.isEmpty()) {
            shard.counted = state;
        } else if (shard.counted.equals(state)) {
            // What did not agree before was the marker.
            shard.doubtful.ifPresent(before -> wrong.put(before.offset(), before));
            settle(shard, state);
        } else if (shard.claimed.equals(state)) {
            shard.doubtful.ifPresent(before -> warn(marker.shard(), before));
            settle(shard, state);
        } else {
            shard.doubtful.ifPresent(before -> warn(marker.shard(), before));
            shard.claimed = state;
            shard.doubtful =
                    mayBeAppended(shard.counted.get(), marker.state()) ? Optional.of(beacon) : Optional.empty();
            if (shard.doubtful.isEmpty()) {
                wrong.put(beacon.offset(), beacon);
            }
        }
    }

    private static void settle(Shard shard, Optional<ShardState> state) {
        shard.counted = state;
        shard.claimed = Optional.empty();
        shard.doubtful = Optional.empty();
    }

    /** A writer that began anew knows of no more than there is. */
    private static boolean mayBeAppended(ShardState counted, ShardState marked) {
        return marked.runningChecksum() != counted.runningChecksum()
                && marked.sequence() <= counted.sequence()
                && marked.timeMillis() <= counted.timeMillis();
    }

    private void warn(StreamShard id, Beacon beacon) {
        warnings.merge(
                beacon.offset(),
                "the running checksum of " + id + " is not that of its messages; SeaStreamer leaves such ones when it"
                        + " appends to a file",
                (before, more) -> before);
    }
}
