package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.Effect;
import java.util.ArrayList;
import java.util.List;

/** Effects that go to the server in one call: not more than 512, nor, unless a single one is larger, than 4 MiB. */
final class Batch {
    private static final int EFFECTS_MAX = 512;
    private static final long BYTES_MAX = 4 << 20;

    private final List<Item> items = new ArrayList<>();
    private long bytes;

    /** An effect and its entry's fields. */
    record Item(Effect effect, List<byte[]> fields) {
        long bytes() {
            return fields.stream().mapToLong(part -> part.length).sum();
        }
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Whether another one would be too many. */
    boolean hasRoomFor(Item item) {
        return items.isEmpty() || items.size() < EFFECTS_MAX && bytes + item.bytes() <= BYTES_MAX;
    }

    void add(Item item) {
        items.add(item);
        bytes += item.bytes();
    }

    List<Item> items() {
        return items;
    }

    void clear() {
        items.clear();
        bytes = 0;
    }
}
