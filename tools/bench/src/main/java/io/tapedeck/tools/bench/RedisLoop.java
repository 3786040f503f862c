package io.tapedeck.tools.bench;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;

/** The loop that one would write by hand with jedis: a page with {@code XREAD}, its entries pipelined with {@code XADD}. */
final class RedisLoop implements Bridge {
    static final String NAME = "a hand-written jedis loop";

    private static final String PAGE = "1000";

    @Override
    public void move(Route route, long messages, Limit limit) {
        try (Connection reader = new Connection(HostAndPort.from(route.from().node()));
                Connection writer = new Connection(HostAndPort.from(route.to().node()))) {
            byte[] last = {'0'};
            for (long moved = 0; moved < messages; ) {
                limit.check();
                List<?> entries = page(reader, route.from().key(), last);
                for (Object entry : entries) {
                    List<?> fields = (List<?>) ((List<?>) entry).get(1);
                    writer.sendCommand(Command.XADD, added(route.to().key(), fields));
                }
                writer.getMany(entries.size());
                last = (byte[]) ((List<?>) entries.getLast()).getFirst();
                moved += entries.size();
            }
        }
    }

    private static List<?> page(Connection reader, String key, byte[] after) {
        reader.sendCommand(Command.XREAD, bytes("COUNT"), bytes(PAGE), bytes("STREAMS"), bytes(key), after);
        return (List<?>) ((List<?>) ((List<?>) reader.getOne()).getFirst()).get(1);
    }

    private static byte[][] added(String key, List<?> fields) {
        List<byte[]> words = new ArrayList<>(List.of(bytes(key), bytes("*")));
        fields.forEach(field -> words.add((byte[]) field));
        return words.toArray(byte[][]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public Closeable follow(Route route) {
        throw new UnsupportedOperationException("only what is there is measured");
    }
}
