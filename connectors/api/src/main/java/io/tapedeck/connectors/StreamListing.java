package io.tapedeck.connectors;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stream of a catalog.
 *
 * @param name its name there
 * @param shards its shards, in order
 */
public record StreamListing(String name, List<Shard> shards) {
    /** Copies the list. */
    public StreamListing {
        shards = List.copyOf(shards);
    }

    /**
     * A shard.
     *
     * @param shard its number
     * @param messages how many messages it holds, as far as the system tells
     * @param first the first message that is there
     * @param last the last one that was added
     */
    public record Shard(long shard, OptionalLong messages, Optional<End> first, Optional<End> last) {}

    /**
     * A message at a shard's start or end.
     *
     * @param sequence its sequence
     * @param time its time, where the system tells
     * @param id what the system itself calls it, where that is no number
     */
    public record End(long sequence, Optional<Instant> time, Optional<String> id) {}

    /** How many messages the shards hold together; empty where one of them does not tell. */
    public OptionalLong messages() {
        long sum = 0;
        for (Shard shard : shards) {
            if (shard.messages().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += shard.messages().getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
