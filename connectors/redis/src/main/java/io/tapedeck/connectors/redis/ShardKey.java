package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.NodesUrl;
import io.tapedeck.log.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A shard of a stream and the Redis key that holds it. As in SeaStreamer shard 3 of {@code orders} is the key {@code
 * orders:3}; a key without a number behind a colon is shard 0.
 *
 * @param key the Redis key
 * @param stream the stream's name
 * @param shard the shard
 */
record ShardKey(String key, StreamKey stream, long shard) {
    private static final Pattern SHARDED = Pattern.compile("(.+):([0-9]{1,18})", Pattern.DOTALL);

    /** The shard that a Redis key holds. */
    static ShardKey of(String key) {
        Matcher matcher = SHARDED.matcher(key);
        return matcher.matches()
                ? new ShardKey(key, StreamKey.nearest(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : new ShardKey(key, StreamKey.nearest(key), 0);
    }

    /** Whether a Redis key has the number of a shard behind a colon. */
    static boolean isNumbered(String key) {
        return SHARDED.matcher(key).matches();
    }

    /** The shards that a definition names: those of the URL's keys, or of the key that stands beside. */
    static List<ShardKey> of(NodesUrl url, Optional<String> key, Optional<Long> shards) {
        List<String> keys = new ArrayList<>(url.keys());
        key.ifPresent(keys::add);
        return keys.stream()
                .flatMap(name -> shards.isPresent() ? numbered(name, shards.get()) : Stream.of(name))
                .map(ShardKey::of)
                .toList();
    }

    private static Stream<String> numbered(String key, long shards) {
        return LongStream.range(0, shards).mapToObj(shard -> key + ":" + shard);
    }

    @Override
    public String toString() {
        return key;
    }
}
