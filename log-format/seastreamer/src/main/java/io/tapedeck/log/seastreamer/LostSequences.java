package io.tapedeck.log.seastreamer;

import io.tapedeck.log.Damage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells which messages are lost from the numbers of those before and behind, and from the markers of beacons.
 * Of a shard whose numbers leave some out elsewhere, nothing can be told.
 */
final class LostSequences {
    private final Map<StreamShard, Shard> shards = new TreeMap<>();
    private final List<List<Damage.Lost>> lost = new ArrayList<>();

    /** How far a shard has come. */
    private static final class Shard {
        private static final int NONE = -1;

        private long last;
        private boolean leavesOut;
        /** The damage since the last number. */
        private int hole = NONE;
    }

    /** A damage that messages were lost by; gives its number. */
    int damage() {
        lost.add(new ArrayList<>());
        int number = lost.size() - 1;
        shards.values().stream().filter(shard -> shard.hole == Shard.NONE).forEach(shard -> shard.hole = number);
        return number;
    }

    /** What is lost by a damage. */
    List<Damage.Lost> lost(int number) {
        return lost.get(number);
    }

    /** A message was read; false where its number is not greater than the one before. */
    boolean read(StreamShard id, long sequence) {
        Shard shard = shards.get(id);
        if (shard == null) {
            begin(id, sequence);
            return true;
        }
        boolean ascends = sequence > shard.last;
        if (shard.hole == Shard.NONE) {
            shard.leavesOut |= sequence > shard.last + 1;
        } else {
            note(id, shard, sequence - 1);
            shard.hole = Shard.NONE;
        }
        shard.last = sequence;
        return ascends;
    }

    /**
     * A marker was read.
     *
     * @param closes whether all that stood before its beacon is accounted for
     */
    void marked(StreamShard id, long sequence, boolean closes) {
        Shard shard = shards.get(id);
        if (shard == null) {
            begin(id, sequence);
        } else if (shard.hole != Shard.NONE && sequence >= shard.last) {
            note(id, shard, sequence);
            shard.last = sequence;
            shard.hole = closes ? Shard.NONE : shard.hole;
        }
    }

    private void begin(StreamShard id, long sequence) {
        Shard shard = new Shard();
        shard.last = sequence;
        shards.put(id, shard);
    }

    /** All behind the last number up to {@code to}, in the hole. */
    private void note(StreamShard id, Shard shard, long to) {
        if (shard.leavesOut || to <= shard.last) {
            return;
        }
        List<Damage.Lost> ranges = lost.get(shard.hole);
        long first = shard.last + 1;
        if (!ranges.isEmpty()) {
            Damage.Lost before = ranges.getLast();
            if (before.stream().equals(id.stream()) && before.shard() == id.shard() && before.last() == first - 1) {
                ranges.removeLast();
                first = before.first();
            }
        }
        ranges.add(new Damage.Lost(id.stream(), id.shard(), first, to));
    }
}
