package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Outage;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.ShardShare;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.MapValue;
import io.tapedeck.log.Value;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * Reads the shards of streams, or a share of them, by positions of its own, page by page ({@code XREAD}, no consumer group). Each page comes
 * with what the server says of the shards, so that entries which were trimmed unread are noticed ({@link ShardCursor}). A
 * server that is lost is looked for again while {@link #poll} says that there is nothing.
 *
 * <p>A position has the members of the message's shard only; the first one has those of all shards, so that a run that goes
 * on begins the others where this one did.
 */
final class RedisSource implements Source {
    private final RedisLink link;
    private final List<ShardKey> shards;
    private final ShardShare share;
    private final StartAt start;
    private final boolean follow;
    private final EntryReader reader;
    private final PageSize pageSize;
    private final Outage outage;
    private final Queue<Polled.Input> ready = new ArrayDeque<>();
    private List<ShardCursor> cursors = List.of();
    private Optional<Page.Asked> ahead = Optional.empty();
    private boolean hasGivenAllPositions;
    private boolean isAtEnd;

    RedisSource(
            RedisLink link,
            List<ShardKey> shards,
            ShardShare share,
            StartAt start,
            boolean follow,
            EntryReader reader,
            int countMax) {
        this.link = link;
        this.shards = List.copyOf(shards);
        this.share = share;
        this.start = start;
        this.follow = follow;
        this.reader = reader;
        pageSize = new PageSize(countMax);
        outage = new Outage("redis", link.settings().toString(), link.settings().reconnect());
    }

    @Override
    public void seek(Optional<Value> after) throws ConnectorException {
        Membership.verify(after, Optional.empty());
        List<ShardCursor> begun = new ArrayList<>();
        shards.forEach(shard -> begun.add(ShardCursor.behind(shard, EntryId.ZERO)));
        Page now = new Persistence(link, reading()).first(() -> Page.ask(link, begun, 0));
        if (!follow && now.infos().stream().allMatch(Optional::isEmpty)) {
            throw new ConnectorException(
                    "there is no stream " + names() + " on redis at " + link.server() + "; follow = true waits for it");
        }
        List<ShardCursor> placed = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            if (!share.has(shards.get(i).shard())) {
                continue;
            }
            ShardCursor cursor = cursor(shards.get(i), after, now.infos().get(i));
            cursor.verify(link.server(), now.infos().get(i));
            if (!follow) {
                cursor.endAt(now.infos().get(i));
            }
            placed.add(cursor);
        }
        cursors = placed;
    }

    private ShardCursor cursor(ShardKey shard, Optional<Value> after, Optional<StreamInfo> info)
            throws ConnectorException {
        if (after.isPresent()
                && after.get().get(SourcePosition.SHARDS) instanceof MapValue positions
                && positions.has(shard.key())) {
            return ShardCursor.at(shard, positions.get(shard.key()));
        }
        return switch (start) {
            case StartAt.Behind behind -> ShardCursor.behind(shard, behind.id());
            case StartAt.Latest ignored -> ShardCursor.atEnd(shard, info);
        };
    }

    @Override
    public Polled poll(Duration wait) throws ConnectorException, InterruptedException {
        Polled.Input first = ready.poll();
        if (first != null) {
            return first;
        }
        Duration pause = outage.pause();
        if (pause.isPositive()) {
            Thread.sleep(pause.compareTo(wait) < 0 ? pause : wait);
            return Polled.Idle.INSTANCE;
        }
        try {
            Polled polled = read(wait);
            outage.end();
            return polled;
        } catch (ServerLostException e) {
            outage.note(e);
            return Polled.Idle.INSTANCE;
        } catch (ErrorReplyException e) {
            throw refused(e);
        }
    }

    private Polled read(Duration wait) throws ServerLostException, ErrorReplyException, ConnectorException {
        List<ShardCursor> open = open();
        if (open.isEmpty()) {
            return Polled.Ended.INSTANCE;
        }
        if (isAtEnd && follow && !hasArrived(open, wait)) {
            return Polled.Idle.INSTANCE;
        }
        takePage(asked(open));
        isAtEnd = ready.isEmpty();
        Polled.Input first = ready.poll();
        if (first != null) {
            return first;
        }
        return open().isEmpty() ? Polled.Ended.INSTANCE : Polled.Idle.INSTANCE;
    }

    private List<ShardCursor> open() {
        return cursors.stream().filter(cursor -> !cursor.hasEnded()).toList();
    }

    /** Whether there is an entry; it is read again with the page that tells what may be missing before it. */
    private boolean hasArrived(List<ShardCursor> open, Duration wait) throws ServerLostException, ErrorReplyException {
        long millisMax = Math.max(1, link.settings().timeout().toMillis() / 2);
        Optional<Long> block =
                wait.isPositive() ? Optional.of(Math.clamp(wait.toMillis(), 1, millisMax)) : Optional.empty();
        return link.call(Page.read(open, 1, block)).isPresent();
    }

    private void takePage(Page.Asked asked) throws ServerLostException, ErrorReplyException, ConnectorException {
        Page page = asked.page();
        int longest = 0;
        long bytes = 0;
        for (int i = 0; i < asked.cursors().size(); i++) {
            List<Page.Entry> entries = page.entries().get(i);
            take(asked.cursors().get(i), page.infos().get(i), entries);
            longest = Math.max(longest, entries.size());
            bytes += entries.stream().mapToLong(Page.Entry::bytes).sum();
        }
        pageSize.learn(longest, bytes);
        if (longest == asked.count()) {
            askAhead();
        }
    }

    /** There is probably more: the server makes the next page while this one is worked on. */
    private void askAhead() throws ErrorReplyException {
        List<ShardCursor> open = open();
        if (open.isEmpty()) {
            return;
        }
        try {
            ahead = Optional.of(Page.send(link, open, pageSize.count()));
        } catch (ServerLostException e) {
            // What is there goes first; when more is wanted, the server is looked for.
        }
    }

    /** What was asked ahead; it is asked anew where the server is lost before it comes. */
    private Page.Asked asked(List<ShardCursor> open) throws ServerLostException, ErrorReplyException {
        Page.Asked asked = ahead.isPresent() ? ahead.get() : Page.send(link, open, pageSize.count());
        ahead = Optional.empty();
        return asked;
    }

    private void take(ShardCursor cursor, Optional<StreamInfo> info, List<Page.Entry> entries)
            throws ConnectorException {
        cursor.verify(link.server(), info);
        cursor.count(info);
        for (Page.Entry entry : entries) {
            if (cursor.isBehindEnd(entry.id())) {
                cursor.exhaust();
                return;
            }
            if (!entry.id().fits()) {
                if (ready.isEmpty()) {
                    throw entry.id().tooLarge(cursor.shard().toString(), link.server());
                }
                return; // what stands before it goes first; the next page begins with it
            }
            EncodedMessage message = reader.message(cursor.shard(), entry);
            cursor.advance(entry.id());
            ready.add(new Polled.Input(message, position(cursor)));
        }
        cursor.reconcile(info);
        if (entries.isEmpty()) {
            cursor.exhaust();
        }
    }

    private Value position(ShardCursor moved) {
        MapValue.Builder positions = MapValue.builder();
        if (!hasGivenAllPositions) {
            hasGivenAllPositions = true;
            cursors.forEach(cursor -> positions.put(Value.of(cursor.shard().key()), cursor.position()));
        }
        positions.put(Value.of(moved.shard().key()), moved.position());
        return Value.map(SourcePosition.SHARDS, positions.build());
    }

    private ConnectorException refused(ErrorReplyException e) {
        return ErrorReplies.sentence(link.server(), reading(), e);
    }

    private String reading() {
        return "read the stream " + names();
    }

    private String names() {
        return shards.stream().map(ShardKey::key).limit(8).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        link.close();
    }
}
