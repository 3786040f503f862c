package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import redis.clients.jedis.Protocol.Command;

/** What a consumer of a group asks of the server. */
final class GroupCommands {
    private static final int LEFT_MAX = 100_000;

    /** So long nobody waits before claiming. */
    private static final Duration LONG_IDLE = Duration.ofDays(1);

    private final RedisLink link;
    private final String group;

    GroupCommands(RedisLink link, String group) {
        this.link = link;
        this.group = group;
    }

    /** An entry that is a consumer's, of a shard. */
    record Taken(GroupShard shard, Page.Entry entry) {}

    /** Makes the group, and the stream, where they are not there; nothing before {@code start} is given. */
    void create(String key, String start) throws ServerLostException, ErrorReplyException {
        try {
            link.call(new Request(Command.XGROUP)
                    .with("CREATE")
                    .with(key)
                    .with(group)
                    .with(start)
                    .with("MKSTREAM"));
        } catch (ErrorReplyException e) {
            if (!e.is("BUSYGROUP")) { // it is there
                throw e;
            }
        }
    }

    /** What the server says of the shards and of the group, and takes nothing. */
    GroupPage look(List<GroupShard> shards) throws ServerLostException, ErrorReplyException, ConnectorException {
        return GroupPage.look(link, group, shards);
    }

    /** Takes entries that nobody had. */
    GroupPage takeNew(String consumer, List<GroupShard> shards, int count)
            throws ServerLostException, ErrorReplyException, ConnectorException {
        Map<GroupShard, String> from = new LinkedHashMap<>();
        shards.forEach(shard -> from.put(shard, ">"));
        return GroupPage.take(link, group, shards, reading(consumer, from, count));
    }

    /** Waits until there is an entry behind an id in any of the shards, and takes none. */
    boolean await(Map<GroupShard, EntryId> behind, long millis) throws ServerLostException, ErrorReplyException {
        Request request =
                new Request(Command.XREAD).with("COUNT").with(1).with("BLOCK").with(millis);
        return link.call(withStreams(request, behind)).isPresent();
    }

    /** The entries that a consumer has, behind an id in each shard. */
    List<Taken> readOwn(String consumer, Map<GroupShard, EntryId> behind, int count)
            throws ServerLostException, ErrorReplyException {
        return taken(
                behind.keySet(), link.call(reading(consumer, behind, count)).orElse(List.of()));
    }

    private Request reading(String consumer, Map<GroupShard, ?> from, int count) {
        Request request = new Request(Command.XREADGROUP)
                .with("GROUP")
                .with(group)
                .with(consumer)
                .with("COUNT")
                .with(count);
        return withStreams(request, from);
    }

    private static Request withStreams(Request request, Map<GroupShard, ?> from) {
        request.with("STREAMS");
        from.keySet().forEach(shard -> request.with(shard.key()));
        from.values().forEach(id -> request.with(id.toString()));
        return request;
    }

    /** What {@code XREADGROUP} answered: no list where there is nothing. */
    static List<Taken> taken(Collection<GroupShard> shards, Object answer) {
        Map<String, GroupShard> byKey = new HashMap<>();
        shards.forEach(shard -> byKey.put(shard.key(), shard));
        List<Taken> taken = new ArrayList<>();
        if (answer instanceof List<?> streams) {
            for (Object stream : streams) {
                List<?> pair = (List<?>) stream;
                GroupShard shard = Optional.ofNullable(byKey.get(Request.text(pair.get(0))))
                        .orElseThrow();
                Page.entries((List<?>) pair.get(1)).forEach(entry -> taken.add(new Taken(shard, entry)));
            }
        }
        return taken;
    }

    /**
     * Takes entries over that have been others' for a time. Those that are gone come without fields; where their consumer is
     * at work they are left to it, for it may have got them whole: {@code XAUTOCLAIM} would take them at once.
     */
    List<Taken> claim(String consumer, GroupShard shard, Duration idle, int count)
            throws ServerLostException, ErrorReplyException {
        List<EntryId> wanted = ids(link.call(idling(shard, idle, count)).orElse(List.of()));
        boolean isLast = wanted.size() < count;
        if (wanted.isEmpty()) {
            shard.beginClaims(EntryId.ZERO);
            return List.of();
        }
        Request claiming = new Request(Command.XCLAIM)
                .with(shard.key())
                .with(group)
                .with(consumer)
                .with(idle.toMillis());
        wanted.forEach(id -> claiming.with(id.toString()));
        List<?> answers = Transaction.run(link, List.of(idling(shard, idle, count), claiming));
        List<Page.Entry> claimed = Page.entries((List<?>) Transaction.checked(answers.getLast()));
        Set<EntryId> gone =
                new HashSet<>(ids(Transaction.checked(answers.getFirst()))); // not what another was quicker to claim
        gone.retainAll(Set.copyOf(wanted));
        claimed.forEach(entry -> gone.remove(entry.id()));
        shard.beginClaims(isLast ? EntryId.ZERO : wanted.getLast());
        return Stream.concat(claimed.stream(), gone.stream().map(id -> new Page.Entry(id, List.of())))
                .map(entry -> new Taken(shard, entry))
                .sorted(Comparator.comparing(each -> each.entry().id()))
                .toList();
    }

    /** The entries that have been a consumer's for a time, behind where the last claim ended. */
    private Request idling(GroupShard shard, Duration idle, int count) {
        return new Request(Command.XPENDING)
                .with(shard.key())
                .with(group)
                .with("IDLE")
                .with(idle.toMillis())
                .with("(" + shard.claimedTo())
                .with("+")
                .with(count);
    }

    /** The ids in an answer of {@code XPENDING}. */
    private static List<EntryId> ids(Object pending) {
        return ((List<?>) pending)
                .stream().map(entry -> id(((List<?>) entry).getFirst())).toList();
    }

    private static EntryId id(Object text) {
        return EntryId.parse(Request.text(text)).orElseThrow();
    }

    /** Acknowledges what is due, and notes it. */
    void acknowledge(List<GroupShard> shards) throws ServerLostException, ErrorReplyException {
        Map<GroupShard, List<EntryId>> due = new LinkedHashMap<>();
        List<Request> requests = new ArrayList<>();
        for (GroupShard shard : shards) {
            List<EntryId> ids = shard.due();
            if (!ids.isEmpty()) {
                due.put(shard, ids);
                requests.add(acknowledgement(shard, ids));
            }
        }
        if (requests.isEmpty()) {
            return;
        }
        for (Optional<Object> answer : link.callAll(requests)) {
            if (answer.isPresent() && answer.get() instanceof ErrorReplyException error) {
                throw error;
            }
        }
        due.forEach(GroupShard::acknowledged);
    }

    private Request acknowledgement(GroupShard shard, List<EntryId> ids) {
        Request request = new Request(Command.XACK).with(shard.key()).with(group);
        ids.forEach(id -> request.with(id.toString()));
        return request;
    }

    /**
     * Lets the others have what a consumer has, at once; one that has nothing is removed. What was trimmed it keeps: the
     * server would forget it without a word, and tells it to who claims it.
     */
    void leave(String consumer, GroupShard shard) throws ServerLostException, ErrorReplyException, ConnectorException {
        List<?> answers = Transaction.run(
                link,
                List.of(
                        new Request(Command.XINFO).with("STREAM").with(shard.key()),
                        new Request(Command.XPENDING)
                                .with(shard.key())
                                .with(group)
                                .with("-")
                                .with("+")
                                .with(LEFT_MAX)
                                .with(consumer)));
        StreamInfo now = StreamInfo.of(link.server(), Transaction.checked(answers.getFirst()));
        List<EntryId> pending = ids(Transaction.checked(answers.getLast()));
        if (pending.isEmpty()) {
            link.call(new Request(Command.XGROUP)
                    .with("DELCONSUMER")
                    .with(shard.key())
                    .with(group)
                    .with(consumer));
            return;
        }
        List<EntryId> there = pending.stream()
                .filter(id ->
                        now.first().filter(first -> first.compareTo(id) <= 0).isPresent())
                .toList();
        if (there.isEmpty()) {
            return;
        }
        Request request = new Request(Command.XCLAIM)
                .with(shard.key())
                .with(group)
                .with(consumer)
                .with(0);
        there.forEach(id -> request.with(id.toString()));
        link.call(request.with("IDLE").with(LONG_IDLE.toMillis()).with("JUSTID"));
    }
}
