package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.Protocol.Command;

/**
 * What a consumer of a group is given of some shards, and what the server says of them right before that: one transaction, so
 * that nothing is trimmed in between.
 *
 * @param reaches what the server says of each shard; none of one whose stream or group is not there
 * @param taken the entries, in order
 */
record GroupPage(Map<GroupShard, GroupReach> reaches, List<GroupCommands.Taken> taken) {
    /** Only looks. */
    static GroupPage look(RedisLink link, String group, List<GroupShard> shards)
            throws ServerLostException, ErrorReplyException, ConnectorException {
        return ask(link, group, shards, Optional.empty());
    }

    /** Takes entries that nobody had. */
    static GroupPage take(RedisLink link, String group, List<GroupShard> shards, Request read)
            throws ServerLostException, ErrorReplyException, ConnectorException {
        return ask(link, group, shards, Optional.of(read));
    }

    private static GroupPage ask(RedisLink link, String group, List<GroupShard> shards, Optional<Request> read)
            throws ServerLostException, ErrorReplyException, ConnectorException {
        List<Request> requests = new ArrayList<>();
        for (GroupShard shard : shards) {
            requests.add(new Request(Command.XINFO).with("STREAM").with(shard.key()));
            requests.add(new Request(Command.XINFO).with("GROUPS").with(shard.key()));
        }
        read.ifPresent(requests::add);
        List<?> answers = Transaction.run(link, requests);
        Map<GroupShard, GroupReach> reaches = new LinkedHashMap<>();
        for (int i = 0; i < shards.size(); i++) {
            reach(link.server(), group, answers.get(2 * i), answers.get(2 * i + 1), shards.get(i), reaches);
        }
        return new GroupPage(
                reaches,
                read.isPresent() ? GroupCommands.taken(shards, Transaction.checked(answers.getLast())) : List.of());
    }

    private static void reach(
            String server,
            String group,
            Object stream,
            Object groups,
            GroupShard shard,
            Map<GroupShard, GroupReach> reaches)
            throws ErrorReplyException, ConnectorException {
        if (!Transaction.isNoSuchKey(stream)) {
            GroupReach.of(server, group, Transaction.checked(stream), Transaction.checked(groups))
                    .ifPresent(reach -> reaches.put(shard, reach));
        }
    }

    /** Whether entries of a shard were given. */
    boolean hasTaken(GroupShard shard) {
        return taken.stream().anyMatch(each -> each.shard() == shard);
    }
}
