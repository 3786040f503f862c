package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a group's consumer has of a shard. Entries that it read ascend; those that it claimed from another are older, by
 * lots. As a log's sequences ascend, claimed entries are given under shards of their own, as many as are needed.
 */
final class GroupShard {
    /** Shard 3 has its claimed entries in the shards 1000003, 2000003 … */
    static final long CLAIMED = 1_000_000;

    private final ShardKey shard;

    /** Of what was read, and of each shard of claimed ones, the last entry that was given. */
    private final List<EntryId> lasts;

    /** The entries that were given of the last lot that was claimed. */
    private final Set<EntryId> claims = new LinkedHashSet<>();

    /** What was given and is not acknowledged. */
    private final Set<EntryId> read = new LinkedHashSet<>();

    private final Set<EntryId> claimed = new LinkedHashSet<>();

    /** What may be acknowledged. */
    private EntryId settled = EntryId.ZERO;

    private Set<EntryId> settledClaims = Set.of();

    /** Behind this it is looked for what can be claimed. */
    private EntryId claimedTo = EntryId.ZERO;

    private GroupShard(ShardKey shard, List<EntryId> lasts) {
        this.shard = shard;
        this.lasts = lasts;
    }

    /** A shard of which nothing was given yet, or what a position says. */
    static GroupShard at(ShardKey shard, Value position) {
        GroupShard at = new GroupShard(shard, new ArrayList<>(List.of(EntryId.ZERO)));
        if (!position.isNull()) {
            at.lasts.clear();
            at.lasts.addAll(ids(position.get(0)));
            at.claims.addAll(ids(position.get(1)));
        }
        return at;
    }

    private static List<EntryId> ids(Value list) {
        return list.asList().stream()
                .map(id -> EntryId.parse(id.asString()).orElseThrow())
                .toList();
    }

    /** The last entries given, of what was read and of the shards of claimed ones; and the entries of the last lot claimed. */
    Value position() {
        return Value.list(values(lasts), values(claims));
    }

    private static Value values(Iterable<EntryId> ids) {
        List<Value> values = new ArrayList<>();
        ids.forEach(id -> values.add(Value.of(id.toString())));
        return Value.list(values);
    }

    String key() {
        return shard.key();
    }

    EntryId claimedTo() {
        return claimedTo;
    }

    /** Whether another lot may be claimed: the one before is acknowledged. */
    boolean isDoneWithClaims() {
        return claimed.isEmpty();
    }

    /** A lot was claimed; the next is looked for behind an id. */
    void beginClaims(EntryId next) {
        claims.clear();
        claimedTo = next;
    }

    /** Whether an entry that is this consumer's was given: then it is only to be acknowledged. */
    boolean isGiven(EntryId id, boolean isClaimed) {
        if (isClaimed ? read.contains(id) : id.compareTo(lasts.getFirst()) <= 0) {
            note(id, isClaimed);
            return true;
        }
        if (isClaimed && claims.contains(id)) {
            claimed.add(id);
            return true;
        }
        return false;
    }

    private void note(EntryId id, boolean isClaimed) {
        if (isClaimed) {
            claims.add(id);
            claimed.add(id);
        } else {
            read.add(id);
        }
    }

    /** Gives an entry: the shard as which. */
    ShardKey give(EntryId id, boolean isClaimed) {
        int lane = isClaimed ? lane(id) : 0;
        lasts.set(lane, id);
        note(id, isClaimed);
        return lane == 0 ? shard : new ShardKey(shard.key(), shard.stream(), lane * CLAIMED + shard.shard());
    }

    /** The first of the shards of claimed entries where the entry comes behind the last one. */
    private int lane(EntryId id) {
        int lane = 1;
        while (lane < lasts.size() && lasts.get(lane).compareTo(id) >= 0) {
            lane++;
        }
        if (lane == lasts.size()) {
            lasts.add(EntryId.ZERO);
        }
        return lane;
    }

    /** What was given up to a position may be acknowledged. */
    void settle(Value position) {
        settled = ids(position.get(0)).getFirst();
        settledClaims = new HashSet<>(ids(position.get(1)));
    }

    /** What is to be acknowledged. */
    List<EntryId> due() {
        List<EntryId> due = new ArrayList<>();
        read.stream().filter(id -> id.compareTo(settled) <= 0).forEach(due::add);
        claimed.stream().filter(settledClaims::contains).forEach(due::add);
        return due;
    }

    /** It is acknowledged. */
    void acknowledged(List<EntryId> ids) {
        ids.forEach(read::remove);
        ids.forEach(claimed::remove);
    }

    /** A group gives what nobody had; entries that were read before come again only if it was set back. */
    void verifyNew(EntryId id, Membership membership, String server) throws ConnectorException {
        if (id.compareTo(lasts.getFirst()) <= 0) {
            throw new ConnectorException("the group \"" + membership.group() + "\" of the stream " + shard
                    + " on redis at " + server + " was set back: it gave " + id + " again, and this run has read up to "
                    + lasts.getFirst() + "; --new starts a new run, which reads in the group from where it is");
        }
    }

    @Override
    public String toString() {
        return shard.toString();
    }
}
