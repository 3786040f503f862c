package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/**
 * What some shards have behind some ids, and what the server says of them at that very moment: one transaction, so that
 * nothing is trimmed in between.
 *
 * @param infos what the server says of each shard; empty where there is no such key
 * @param entries the entries of each shard, in order
 */
record Page(List<Optional<StreamInfo>> infos, List<List<Entry>> entries) {
    /** An entry as it came: its id and, by turns, the names and contents of its fields; none where it was deleted. */
    record Entry(EntryId id, List<byte[]> fields) {
        boolean isDeleted() {
            return fields.isEmpty();
        }

        long bytes() {
            long sum = 0;
            for (byte[] part : fields) {
                sum += part.length;
            }
            return sum;
        }
    }

    /** Asks for at most {@code count} entries of each shard; for none with 0. */
    static Page ask(RedisLink link, List<ShardCursor> cursors, int count)
            throws ServerLostException, ErrorReplyException, ConnectorException {
        return send(link, cursors, count).page();
    }

    /** Asks for such a page and does not wait for it; nothing else may be asked before it has been taken. */
    static Asked send(RedisLink link, List<ShardCursor> cursors, int count)
            throws ServerLostException, ErrorReplyException {
        List<Request> requests = new ArrayList<>();
        for (ShardCursor cursor : cursors) {
            requests.add(new Request(Command.XINFO)
                    .with("STREAM")
                    .with(cursor.shard().key()));
        }
        if (count > 0) {
            requests.add(read(cursors, count, Optional.empty()));
        }
        List<Request> transaction = Transaction.of(requests);
        link.send(transaction);
        return new Asked(link, cursors, count, transaction.size());
    }

    /**
     * A page that is on its way.
     *
     * @param count how many entries of each shard were asked for
     * @param answers how many answers come
     */
    record Asked(RedisLink link, List<ShardCursor> cursors, int count, int answers) {
        /** Waits for it. */
        Page page() throws ServerLostException, ErrorReplyException, ConnectorException {
            return of(link.server(), cursors, Transaction.done(link.answers(answers)), count > 0);
        }
    }

    /** The command that reads behind the cursors, or waits for something there. */
    static Request read(List<ShardCursor> cursors, int count, Optional<Long> blockMillis) {
        Request request = new Request(Command.XREAD).with("COUNT").with(count);
        blockMillis.ifPresent(millis -> request.with("BLOCK").with(millis));
        request.with("STREAMS");
        cursors.forEach(cursor -> request.with(cursor.shard().key()));
        cursors.forEach(cursor -> request.with(cursor.last().toString()));
        return request;
    }

    private static Page of(String server, List<ShardCursor> cursors, List<?> answers, boolean hasEntries)
            throws ErrorReplyException, ConnectorException {
        List<Optional<StreamInfo>> infos = new ArrayList<>();
        for (int i = 0; i < cursors.size(); i++) {
            infos.add(info(server, answers.get(i)));
        }
        Map<String, List<Entry>> byKey = new HashMap<>();
        if (hasEntries && Transaction.checked(answers.getLast()) instanceof List<?> streams) {
            for (Object stream : streams) {
                List<?> pair = (List<?>) stream;
                byKey.put(Request.text(pair.get(0)), entries((List<?>) pair.get(1)));
            }
        }
        return new Page(
                infos,
                cursors.stream()
                        .map(cursor -> byKey.getOrDefault(cursor.shard().key(), List.of()))
                        .toList());
    }

    private static Optional<StreamInfo> info(String server, Object answer)
            throws ErrorReplyException, ConnectorException {
        return Transaction.isNoSuchKey(answer)
                ? Optional.empty()
                : Optional.of(StreamInfo.of(server, Transaction.checked(answer)));
    }

    /** The entries of an answer; one that a group still knows and that was deleted has no fields. */
    static List<Entry> entries(List<?> list) {
        List<Entry> entries = new ArrayList<>(list.size());
        for (Object item : list) {
            List<?> pair = (List<?>) item;
            EntryId id = EntryId.parse(Request.text(pair.get(0)))
                    .orElseThrow(() -> new AssertionError("Redis gave no id: " + Request.text(pair.get(0))));
            List<byte[]> fields = new ArrayList<>();
            if (pair.get(1) instanceof List<?> parts) {
                parts.forEach(part -> fields.add((byte[]) part));
            }
            entries.add(new Entry(id, fields));
        }
        return entries;
    }
}
