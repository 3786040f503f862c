package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Outage;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * Reads the shards of streams as a consumer of a group ({@code XREADGROUP}): the server gives each entry to one of them, and
 * keeps it as pending until it is acknowledged ({@code XACK}), once what was made of it is delivered. What has been pending
 * with another consumer for too long is claimed.
 *
 * <p>What this consumer may have without knowing is asked for first, when it begins and when a connection was lost; and what
 * waits here for long is asked for anew, for it may be another's by then. What the run has recorded is not given again.
 */
final class GroupSource implements Source {
    private static final int CLAIMED_MAX = 64;
    private static final long CLAIM_NANOS_MAX = 5_000_000_000L;
    private static final int CLAIMS_PER_IDLE = 10;
    private static final int FRESH_PER_IDLE = 3;

    private final RedisLink link;
    private final List<ShardKey> keys;
    private final GroupSettings settings;
    private final EntryReader reader;
    private final PageSize pageSize;
    private final GroupCommands commands;
    private final Outage outage;
    private final Queue<Waiting> ready = new ArrayDeque<>();
    private List<GroupShard> shards = List.of();
    private Membership membership;
    private Map<GroupShard, GroupCount> counts = Map.of();

    /** Where the group stood in each shard when there was nothing more to take; empty where there may be. */
    private Map<GroupShard, EntryId> ends = Map.of();

    private boolean hasTold;
    private boolean mayHaveMore = true;
    private long takenNanos;
    private long claimedNanos;

    /**
     * An entry that is this consumer's and was not given yet.
     *
     * @param isForgotten whether the server tells of it no more, as of one that was gone when it was claimed
     */
    private record Waiting(GroupShard shard, Page.Entry entry, boolean isClaimed, boolean isForgotten) {}

    GroupSource(RedisLink link, List<ShardKey> keys, GroupSettings settings, EntryReader reader, int countMax) {
        this.link = link;
        this.keys = List.copyOf(keys);
        this.settings = settings;
        this.reader = reader;
        membership = new Membership(settings.group(), settings.consumer());
        pageSize = new PageSize(countMax);
        commands = new GroupCommands(link, settings.group());
        outage = new Outage("redis", link.settings().toString(), link.settings().reconnect());
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        Membership.verify(after, Optional.of(settings.group()));
        Optional<Membership> before = Membership.of(after);
        hasTold = before.isPresent();
        membership = before.filter(_ -> !settings.isNamed()).orElse(membership);
        new Persistence(link, reading()).first(() -> {
            for (ShardKey shard : keys) {
                commands.create(shard.key(), settings.start());
            }
            return keys.size();
        });
        Value positions = after.map(at -> at.get(SourcePosition.SHARDS)).orElse(MapValue.EMPTY);
        shards = keys.stream()
                .map(shard -> GroupShard.at(shard, positions.get(shard.key())))
                .toList();
        Map<GroupShard, GroupCount> begun = new LinkedHashMap<>();
        shards.forEach(shard -> begun.put(shard, new GroupCount(shard, settings.group())));
        counts = begun;
        ends = Map.of();
        ready.clear();
        mayHaveMore = true;
        claimedNanos = System.nanoTime();
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        Duration pause = outage.pause();
        if (ready.isEmpty() && pause.isPositive()) {
            Thread.sleep(pause.compareTo(wait) < 0 ? pause : wait);
            return Polled.Idle.INSTANCE;
        }
        try {
            if (ready.isEmpty() || isOlder(takenNanos, settings.claimAfter().toNanos() / FRESH_PER_IDLE)) {
                take(wait);
            }
            outage.end();
        } catch (ServerLostException e) {
            lost(e);
            return Polled.Idle.INSTANCE;
        } catch (ErrorReplyException e) {
            throw refused(e);
        }
        Waiting next = ready.poll();
        return next == null ? Polled.Idle.INSTANCE : give(next);
    }

    private static boolean isOlder(long nanos, long ageNanos) {
        return System.nanoTime() - nanos > ageNanos;
    }

    private void lost(ServerLostException e) throws ConnectorException {
        mayHaveMore = true;
        ends = Map.of();
        dropTaken();
        outage.note(e);
    }

    /** What the server will tell again. */
    private void dropTaken() {
        ready.removeIf(waiting -> !waiting.isForgotten());
    }

    private void take(Duration wait) throws ServerLostException, ErrorReplyException, ConnectorException {
        if (!ready.isEmpty() || mayHaveMore) {
            dropTaken();
            takeOwn(membership.consumer(), false);
            takeOwn(membership.claimer(), true);
            mayHaveMore = false;
        }
        commands.acknowledge(shards);
        if (ready.isEmpty() && isOlder(claimedNanos, claimEveryNanos())) {
            claim();
            claimedNanos = System.nanoTime();
        }
        if (ready.isEmpty()) {
            takeNew(wait);
        }
        takenNanos = System.nanoTime();
    }

    private long claimEveryNanos() {
        return Math.min(settings.claimAfter().toNanos() / CLAIMS_PER_IDLE, CLAIM_NANOS_MAX);
    }

    /** What is this consumer's: given already, then it waits to be acknowledged, or not. */
    private void takeOwn(String consumer, boolean isClaimed) throws ServerLostException, ErrorReplyException {
        Map<GroupShard, EntryId> behind = new LinkedHashMap<>();
        shards.forEach(shard -> behind.put(shard, EntryId.ZERO));
        List<GroupCommands.Taken> taken;
        do {
            taken = commands.readOwn(consumer, behind, pageSize.count());
            for (GroupCommands.Taken each : taken) {
                behind.put(each.shard(), each.entry().id());
                keep(each, isClaimed, false);
            }
        } while (!taken.isEmpty());
    }

    private void keep(GroupCommands.Taken taken, boolean isClaimed, boolean isForgotten) {
        if (!taken.shard().isGiven(taken.entry().id(), isClaimed)) {
            ready.add(new Waiting(taken.shard(), taken.entry(), isClaimed, isForgotten));
        }
    }

    private void claim() throws ServerLostException, ErrorReplyException {
        for (GroupShard shard : shards) {
            if (shard.isDoneWithClaims()) {
                commands.claim(membership.claimer(), shard, settings.claimAfter(), CLAIMED_MAX)
                        .forEach(taken -> keep(taken, true, taken.entry().isDeleted()));
            }
        }
    }

    private void takeNew(Duration wait) throws ServerLostException, ErrorReplyException, ConnectorException {
        boolean isWorthALook = ends.isEmpty() || hasArrived(wait);
        ends = Map.of(); // it is looked in any case next time, for the group may be gone
        if (!isWorthALook) {
            return;
        }
        verifyWhole(commands.look(shards)); // before anything is taken: the group must not pass over what is gone
        GroupPage page = commands.takeNew(membership.consumer(), shards, pageSize.count());
        verifyWhole(page);
        List<GroupCommands.Taken> taken = page.taken();
        ends = taken.isEmpty() ? lasts(page) : Map.of();
        for (GroupCommands.Taken each : taken) {
            each.shard().verifyNew(each.entry().id(), membership, link.server());
            count(each.shard()).advance(each.entry().id());
            ready.add(new Waiting(each.shard(), each.entry(), false, false));
        }
        pageSize.learn(
                longest(taken),
                taken.stream().mapToLong(each -> each.entry().bytes()).sum());
    }

    /** Whether there is an entry that the group was not given; it is taken with the page that tells what may be gone. */
    private boolean hasArrived(Duration wait) throws ServerLostException, ErrorReplyException {
        if (!wait.isPositive()) {
            return true;
        }
        long millisMax = Math.max(1, link.settings().timeout().toMillis() / 2);
        return commands.await(ends, Math.clamp(wait.toMillis(), 1, millisMax));
    }

    private void verifyWhole(GroupPage page) throws ConnectorException {
        for (Map.Entry<GroupShard, GroupReach> reach : page.reaches().entrySet()) {
            count(reach.getKey()).verify(reach.getValue(), page.hasTaken(reach.getKey()), link.server());
        }
    }

    private GroupCount count(GroupShard shard) {
        return Optional.ofNullable(counts.get(shard)).orElseThrow();
    }

    private static Map<GroupShard, EntryId> lasts(GroupPage page) {
        Map<GroupShard, EntryId> lasts = new LinkedHashMap<>();
        page.reaches().forEach((shard, reach) -> lasts.put(shard, reach.last()));
        return lasts;
    }

    private static int longest(List<GroupCommands.Taken> taken) {
        return taken.stream().collect(Collectors.groupingBy(GroupCommands.Taken::shard)).values().stream()
                .mapToInt(List::size)
                .max()
                .orElse(0);
    }

    private Polled.Input give(Waiting next) throws ConnectorException {
        EntryId id = next.entry().id();
        if (!id.fits()) {
            throw id.tooLarge(next.shard().toString(), link.server());
        }
        EncodedMessage message = reader.message(next.shard().give(id, next.isClaimed()), next.entry());
        MapValue.Builder positions = MapValue.builder();
        if (!hasTold) {
            hasTold = true;
            membership.putTo(positions);
        }
        positions.put(Value.of(next.shard().key()), next.shard().position());
        return new Polled.Input(message, Value.map(SourcePosition.SHARDS, positions.build()));
    }

    @Override
    public void acknowledge(Value position) throws ConnectorException {
        Value positions = position.get(SourcePosition.SHARDS);
        for (GroupShard shard : shards) {
            Value reached = positions.get(shard.key());
            if (!reached.isNull()) {
                shard.settle(reached);
            }
        }
        if (outage.pause().isPositive()) {
            return; // with the next page
        }
        try {
            commands.acknowledge(shards);
        } catch (ServerLostException e) {
            lost(e);
        } catch (ErrorReplyException e) {
            throw refused(e);
        }
    }

    @Override
    public void close() {
        try {
            for (GroupShard shard : shards) {
                commands.leave(membership.consumer(), shard);
                commands.leave(membership.claimer(), shard);
            }
        } catch (ServerLostException | ErrorReplyException | ConnectorException e) {
            // The others wait for claim_after then.
        } finally {
            link.close();
        }
    }

    private ConnectorException refused(ErrorReplyException e) {
        return ErrorReplies.sentence(link.server(), reading(), e);
    }

    private String reading() {
        return "read the stream " + keys.stream().map(ShardKey::key).limit(8).collect(Collectors.joining(", "))
                + " in the group \"" + settings.group() + "\"";
    }
}
