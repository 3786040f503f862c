package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.util.OptionalLong;

/**
 * Notices that entries of a shard are gone before a consumer of the group got them, as {@link ShardCursor} does for a reader
 * of its own: where more were removed than had been added up to the last one that the group was given.
 *
 * <p>That number this consumer knows itself as long as it alone is given entries, and where the group reaches the stream's
 * end. Else the server may have counted it. Where neither has, what is gone at that moment is no loss.
 */
final class GroupCount {
    private static final long UNKNOWN = -1;

    private final String shard;
    private final String group;
    private EntryId last = EntryId.ZERO;
    private long added = UNKNOWN;

    GroupCount(GroupShard shard, String group) {
        this.shard = shard.toString();
        this.group = group;
    }

    /**
     * Looks whether all that the group was not given is still there.
     *
     * @param now what the server says before it gives entries
     * @param isTaken whether it has given this consumer entries at the same moment: the group stands behind them now
     * @throws ConnectorException where it is not
     */
    void verify(GroupReach now, boolean isTaken, String server) throws ConnectorException {
        long count = count(now);
        if (!now.isAtEnd() && !now.isCovered() && now.stream().removed() > count) {
            throw trimmed(now, now.stream().removed() - count, isTaken, server);
        }
        last = now.last();
        added = count;
    }

    private long count(GroupReach now) {
        if (now.isAtEnd()) {
            return now.stream().added();
        }
        OptionalLong known = added != UNKNOWN && last.equals(now.last()) ? OptionalLong.of(added) : now.read();
        return known.orElse(now.isCovered() ? UNKNOWN : now.stream().removed());
    }

    /** This consumer was given an entry. */
    void advance(EntryId id) {
        last = id;
        if (added != UNKNOWN) {
            added++;
        }
    }

    private ConnectorException trimmed(GroupReach now, long lost, boolean isTaken, String server) {
        return new ConnectorException("the stream " + shard + " on redis at " + server + " was trimmed: "
                + now.stream()
                        .lostBehind(
                                OptionalLong.of(lost),
                                now.last(),
                                "the last that the group \"" + group + "\" was given")
                + (isTaken
                        ? "; run again goes on with what is there"
                        : "; XGROUP SETID " + shard + " " + group + " " + now.last()
                                + " lets the group go on with what is there")
                + "; a larger MAXLEN keeps more");
    }
}
