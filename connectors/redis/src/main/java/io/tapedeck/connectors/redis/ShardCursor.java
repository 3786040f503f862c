package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.log.Value;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a shard was read, and whether what comes next is still there.
 *
 * <p>Redis gives what it has behind an id and does not tell of what is gone. So besides the last id the cursor holds how
 * many entries had been added to the stream up to that one: if more were removed since than those, some were removed that
 * nobody read. Where the number is not known (reading began in the middle), entries in front that are gone count as lost.
 */
final class ShardCursor {
    private static final long UNKNOWN = -1;

    private final ShardKey shard;
    private EntryId last;
    private long added;
    private boolean mustBeWhole;
    private Optional<EntryId> end = Optional.empty();
    private boolean isExhausted;

    private ShardCursor(ShardKey shard, EntryId last, long added, boolean mustBeWhole) {
        this.shard = shard;
        this.last = last;
        this.added = added;
        this.mustBeWhole = mustBeWhole;
    }

    /** Begins behind an id, with whatever is there. */
    static ShardCursor behind(ShardKey shard, EntryId id) {
        return new ShardCursor(shard, id, UNKNOWN, false);
    }

    /** Begins behind what is there now. */
    static ShardCursor atEnd(ShardKey shard, Optional<StreamInfo> info) {
        return new ShardCursor(
                shard,
                info.map(StreamInfo::lastGenerated).orElse(EntryId.ZERO),
                info.map(StreamInfo::added).orElse(0L),
                true);
    }

    /** Goes on where {@link #position} says. */
    static ShardCursor at(ShardKey shard, Value position) throws ConnectorException {
        Optional<EntryId> id = position.isNull()
                ? Optional.empty()
                : EntryId.parse(position.get(0).asString());
        if (id.isEmpty()) {
            throw new ConnectorException("the recorded position of " + shard + " holds no id: " + position);
        }
        return new ShardCursor(
                shard, id.get(), position.get(1).asLong(), position.get(2).asBoolean());
    }

    /** The last id, how many entries had been added up to it (-1 where unknown), and whether it stands for a promise. */
    Value position() {
        return Value.list(Value.of(last.toString()), Value.of(added), Value.of(mustBeWhole));
    }

    ShardKey shard() {
        return shard;
    }

    /** Behind this id reading goes on. */
    EntryId last() {
        return last;
    }

    /** Ends the shard at the last id that it has now. */
    void endAt(Optional<StreamInfo> info) {
        end = Optional.of(info.map(StreamInfo::lastGenerated).orElse(EntryId.ZERO));
    }

    /** Whether an entry stands behind the shard's end. */
    boolean isBehindEnd(EntryId id) {
        return end.isPresent() && id.compareTo(end.get()) > 0;
    }

    /** Whether the shard ends somewhere, and there is nothing any more before that. */
    boolean hasEnded() {
        return end.isPresent() && (isExhausted || last.compareTo(end.get()) >= 0);
    }

    /** There is nothing any more before the shard's end. */
    void exhaust() {
        isExhausted = true;
    }

    /**
     * Looks whether all that comes behind the last id is still there.
     *
     * @param info what the server says, at the moment when it gave the entries; empty where there is no such key
     * @throws ConnectorException where it is not
     */
    void verify(String server, Optional<StreamInfo> info) throws ConnectorException {
        if (!mustBeWhole) {
            return;
        }
        if (info.isEmpty()) {
            if (last.equals(EntryId.ZERO)) {
                return;
            }
            throw new ConnectorException("the stream " + shard + " on redis at " + server
                    + " was deleted: there is no such key any more; --new starts over with what comes");
        }
        StreamInfo now = info.get();
        if (now.lastGenerated().compareTo(last) < 0) {
            throw new ConnectorException("the stream " + shard + " on redis at " + server
                    + " was replaced, or its server forgot entries: its last id is " + now.lastGenerated() + ", before "
                    + last + ", which was read; --new starts over with what is there now");
        }
        if (now.lastGenerated().equals(last) || now.first().filter(this::isRead).isPresent()) {
            return;
        }
        if (added != UNKNOWN && now.removed() < added) {
            throw new ConnectorException("the stream " + shard + " on redis at " + server + " was replaced: only "
                    + now.added() + " entries were ever added to it, and " + last + ", which was read, is gone"
                    + "; --new starts over with what is there now");
        }
        if (added == UNKNOWN || now.removed() > added) {
            throw trimmed(server, now);
        }
    }

    private ConnectorException trimmed(String server, StreamInfo now) {
        OptionalLong lost = added == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(now.removed() - added);
        return new ConnectorException("the stream " + shard + " on redis at " + server + " was trimmed: "
                + now.lostBehind(lost, last, "the last that was read")
                + "; --new starts over with what is there; a larger MAXLEN keeps more");
    }

    private boolean isRead(EntryId id) {
        return id.compareTo(last) <= 0;
    }

    /**
     * Before a page is taken: where all that was ever removed stood in front, the number of the first one that is there
     * is known.
     */
    void count(Optional<StreamInfo> info) {
        if (added == UNKNOWN && info.isPresent()) {
            StreamInfo now = info.get();
            boolean standsInFront =
                    now.first().isEmpty() || !now.first().filter(this::isRead).isPresent();
            if (standsInFront && now.hasNoGaps()) {
                added = now.removed();
            }
        }
    }

    /** An entry was read. */
    void advance(EntryId id) {
        last = id;
        mustBeWhole = true;
        if (added != UNKNOWN) {
            added++;
        }
    }

    /** The last entry there is was read: from here on the number is known for certain. */
    void reconcile(Optional<StreamInfo> info) {
        info.filter(now -> now.lastGenerated().equals(last)).ifPresent(now -> added = now.added());
    }
}
