package io.tapedeck.connectors;

/**
 * Which shards of a source a task reads: those whose number leaves the task's when it is divided by the number of tasks.
 * So a task keeps its shards for ever, and shards of several streams with the same number meet in one task.
 *
 * @param task the task, from 0
 * @param tasks how many tasks share the source
 */
public record ShardShare(int task, int tasks) {
    /** All shards, for who shares them with nobody. */
    public static final ShardShare ALL = new ShardShare(0, 1);

    /** Checks that there is such a task. */
    public ShardShare {
        if (task < 0 || task >= tasks) {
            throw new IllegalArgumentException("task " + task + " of " + tasks);
        }
    }

    /** Whether a shard is the task's. */
    public boolean has(long shard) {
        return Math.floorMod(shard, (long) tasks) == task;
    }
}
