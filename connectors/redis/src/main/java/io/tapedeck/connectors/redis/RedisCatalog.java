package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.StreamCatalog;
import io.tapedeck.connectors.StreamDescription;
import io.tapedeck.connectors.StreamListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The streams of a Redis server. Keys that are alike but for a number behind a colon are the shards of one stream ({@link
 * ShardKey}). A key that holds something else is never touched.
 */
final class RedisCatalog implements StreamCatalog {
    private static final int SCANNED_AT_ONCE = 1_000;
    private static final String STREAM = "stream";

    /** Made and removed again, for a stream with nothing in it comes only with a group. */
    private static final String PASSING_GROUP = "tapedeck-create";

    /** Both {@code orders} and {@code orders:0} are shard 0. */
    private static final Comparator<ShardKey> BY_SHARD =
            Comparator.comparingLong(ShardKey::shard).thenComparing(ShardKey::key);

    private final RedisLink link;

    RedisCatalog(RedisLink link) {
        this.link = link;
    }

    @Override
    public String place() {
        return link.settings().toString();
    }

    @Override
    public List<StreamListing> list() throws ConnectorException {
        Map<String, List<ShardKey>> streams = new TreeMap<>();
        for (String key : keys()) {
            ShardKey shard = ShardKey.of(key);
            streams.computeIfAbsent(name(shard), name -> new ArrayList<>()).add(shard);
        }
        List<StreamListing> listings = new ArrayList<>();
        for (Map.Entry<String, List<ShardKey>> stream : streams.entrySet()) {
            listings.add(listing(stream.getKey(), infos(stream.getValue())));
        }
        return listings;
    }

    @Override
    public StreamDescription describe(String name) throws ConnectorException {
        Map<ShardKey, StreamInfo> infos = infos(shards(name));
        if (infos.isEmpty()) {
            throw missing(name);
        }
        Map<String, String> settings = new TreeMap<>();
        infos.forEach((shard, info) -> settings.put("added to " + shard.key(), String.valueOf(info.added())));
        return new StreamDescription(listing(name, infos), settings, groups(infos.keySet()));
    }

    @Override
    public void create(String name, int shards) throws ConnectorException {
        List<String> keys = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            keys.add(shards == 1 ? name : name + ":" + shard);
        }
        refuseWhereThere(name, keys);
        for (String key : keys) {
            ask("make the stream " + key, () -> {
                List<Optional<Object>> answers = link.callAll(List.of(
                        new Request(Command.MULTI),
                        group("CREATE", key).with("$").with("MKSTREAM"),
                        group("DESTROY", key),
                        new Request(Command.EXEC)));
                return checked(answers);
            });
        }
    }

    private void refuseWhereThere(String name, List<String> keys) throws ConnectorException {
        if (!shards(name).isEmpty()) {
            throw new ConnectorException("the stream " + name + " is there already on redis at " + place());
        }
        for (String key : keys) {
            String type = ask("look at the key " + key, () -> type(key));
            if (!type.equals("none")) {
                throw new ConnectorException("the key " + key + " on redis at " + place() + " holds a " + type);
            }
        }
    }

    private static Request group(String what, String key) {
        return new Request(Command.XGROUP).with(what).with(key).with(PASSING_GROUP);
    }

    @Override
    public void remove(String name) throws ConnectorException {
        List<ShardKey> shards = shards(name);
        if (shards.isEmpty()) {
            throw missing(name);
        }
        for (ShardKey shard : shards) {
            ask("remove the stream " + shard.key(), () -> removeOne(shard.key()));
        }
    }

    /** Looks and removes as one: what became something else meanwhile stays. */
    private boolean removeOne(String key) throws ServerLostException, ErrorReplyException, ConnectorException {
        link.call(new Request(Command.WATCH).with(key));
        String type = type(key);
        if (!type.equals(STREAM)) {
            link.call(new Request(Command.UNWATCH));
            if (type.equals("none")) {
                return false;
            }
            throw new ConnectorException("the key " + key + " on redis at " + place() + " holds a " + type);
        }
        List<Optional<Object>> answers = checked(link.callAll(
                List.of(new Request(Command.MULTI), new Request(Command.UNLINK).with(key), new Request(Command.EXEC))));
        return answers.getLast().isPresent() || removeOne(key); // empty: it changed while it was looked at
    }

    // ---- Which keys there are ----

    /** The keys of all streams. */
    private Set<String> keys() throws ConnectorException {
        Set<String> keys = new TreeSet<>();
        String cursor = "0";
        do {
            String from = cursor;
            List<?> answer = (List<?>) ask(
                            "list the streams",
                            () -> link.call(new Request(Command.SCAN)
                                    .with(from)
                                    .with("COUNT")
                                    .with(SCANNED_AT_ONCE)
                                    .with("TYPE")
                                    .with(STREAM)))
                    .orElseThrow();
            cursor = Request.text(answer.get(0));
            ((List<?>) answer.get(1)).forEach(key -> keys.add(Request.text(key)));
        } while (!cursor.equals("0"));
        return keys;
    }

    /** The keys of one stream, by the order of their shards. */
    private List<ShardKey> shards(String name) throws ConnectorException {
        return keys().stream()
                .map(ShardKey::of)
                .filter(shard -> name(shard).equals(name) || shard.key().equals(name))
                .sorted(BY_SHARD)
                .toList();
    }

    /** A stream's name: its keys' without the number. Not {@link ShardKey#stream}, which no key can have. */
    private static String name(ShardKey shard) {
        String key = shard.key();
        return ShardKey.isNumbered(key) ? key.substring(0, key.lastIndexOf(':')) : key;
    }

    private ConnectorException missing(String name) throws ConnectorException {
        String type = ask("look at the key " + name, () -> type(name));
        return new ConnectorException(
                type.equals("none")
                        ? "there is no stream " + name + " on redis at " + place()
                        : "the key " + name + " on redis at " + place() + " holds a " + type + ", no stream");
    }

    private String type(String key) throws ServerLostException, ErrorReplyException {
        // A status, not a bulk string: bytes all the same.
        return Request.text(link.call(new Request(Command.TYPE).with(key)).orElseThrow());
    }

    // ---- What they hold ----

    private Map<ShardKey, StreamInfo> infos(List<ShardKey> shards) throws ConnectorException {
        Map<ShardKey, StreamInfo> infos = new TreeMap<>(BY_SHARD);
        if (shards.isEmpty()) {
            return infos;
        }
        List<Optional<Object>> answers = askAll(shards, "STREAM");
        for (int i = 0; i < shards.size(); i++) {
            infos.put(shards.get(i), StreamInfo.of(link.server(), answers.get(i).orElseThrow()));
        }
        return infos;
    }

    private List<Optional<Object>> askAll(List<ShardKey> shards, String about) throws ConnectorException {
        List<Request> requests = shards.stream()
                .map(shard -> new Request(Command.XINFO).with(about).with(shard.key()))
                .toList();
        return ask("look at the streams", () -> checked(link.callAll(requests)));
    }

    private static StreamListing listing(String name, Map<ShardKey, StreamInfo> infos) {
        List<StreamListing.Shard> shards = new ArrayList<>();
        infos.forEach((shard, info) -> shards.add(new StreamListing.Shard(
                shard.shard(),
                OptionalLong.of(info.length()),
                info.first().map(RedisCatalog::end),
                info.length() == 0 ? Optional.empty() : Optional.of(end(info.lastGenerated())))));
        return new StreamListing(name, shards);
    }

    private static StreamListing.End end(EntryId id) {
        return id.fits()
                ? new StreamListing.End(
                        id.sequence(), Optional.of(Instant.ofEpochMilli(id.ms())), Optional.of(id.toString()))
                : new StreamListing.End(Long.MAX_VALUE, Optional.empty(), Optional.of(id.toString()));
    }

    /** The groups of all shards, those of one name together. */
    private List<StreamDescription.Group> groups(Set<ShardKey> shards) throws ConnectorException {
        Map<String, GroupSize> counts = new TreeMap<>();
        for (Optional<Object> answer : askAll(List.copyOf(shards), "GROUPS")) {
            for (Object group : (List<?>) answer.orElseThrow()) {
                Map<String, Object> members = Request.members((List<?>) group);
                counts.merge(
                        Request.text(Optional.ofNullable(members.get("name")).orElseThrow()),
                        GroupSize.of(members),
                        GroupSize::plus);
            }
        }
        List<StreamDescription.Group> groups = new ArrayList<>();
        counts.forEach((name, count) -> groups.add(new StreamDescription.Group(
                name, count.consumers() + " consumers, " + count.pending() + " pending", count.lag())));
        return groups;
    }

    private record GroupSize(long consumers, long pending, OptionalLong lag) {
        static GroupSize of(Map<String, Object> members) {
            return new GroupSize(
                    number(members, "consumers").orElse(0),
                    number(members, "pending").orElse(0),
                    number(members, "lag"));
        }

        private static OptionalLong number(Map<String, Object> members, String name) {
            return members.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
        }

        GroupSize plus(GroupSize other) {
            boolean isKnown = lag.isPresent() && other.lag.isPresent();
            return new GroupSize(
                    consumers + other.consumers,
                    pending + other.pending,
                    isKnown ? OptionalLong.of(lag.getAsLong() + other.lag.getAsLong()) : OptionalLong.empty());
        }
    }

    // ---- Asking ----

    private <T> T ask(String what, Persistence.Attempt<T> attempt) throws ConnectorException {
        return new Persistence(link, what).first(attempt);
    }

    /** Answers none of which is an error, nor holds one. */
    private static List<Optional<Object>> checked(List<Optional<Object>> answers) throws ErrorReplyException {
        for (Optional<Object> answer : answers) {
            if (answer.isPresent() && answer.get() instanceof ErrorReplyException error) {
                throw error;
            }
            if (answer.isPresent() && answer.get() instanceof List<?> inner) {
                for (Object part : inner) {
                    if (part instanceof JedisDataException error) {
                        throw new ErrorReplyException(error);
                    }
                }
            }
        }
        return answers;
    }

    @Override
    public void close() {
        link.close();
    }
}
