package io.tapedeck.connectors.redis;

/** How many entries to ask for, so that a page stays near 4 MiB whatever entries there are. */
final class PageSize {
    private static final long BYTES_WANTED = 4 << 20;
    private static final int FIRST = 16;

    private final int max;
    private int count;

    PageSize(int max) {
        this.max = max;
        count = Math.min(FIRST, max);
    }

    int count() {
        return count;
    }

    /** A page came with so many entries in its longest shard, and so many bytes in all. */
    void learn(int entries, long bytes) {
        if (entries == count) {
            long fitting = BYTES_WANTED * entries / Math.max(1, bytes);
            count = (int) Math.clamp(fitting, 1, Math.min(max, 4L * count));
        }
    }
}
