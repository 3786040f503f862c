package io.tapedeck.tools.bench;

import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Moves messages from one Redis stream to another. What counts are the times at which the server took the first and the
 * last, which their ids tell.
 */
final class RedisThroughput implements Arm {
    private final BridgeServers servers;
    private final String appendfsync;
    private final Bridge bridge;

    RedisThroughput(BridgeServers servers, String appendfsync, Bridge bridge) {
        this.servers = servers;
        this.appendfsync = appendfsync;
        this.bridge = bridge;
    }

    @Override
    public double measure(Work work) throws IOException {
        RedisServer server = servers.redis();
        server.call("CONFIG", "SET", "appendfsync", appendfsync);
        String in = servers.filledStream(work.messages());
        String out = "out-" + System.nanoTime();
        try {
            Bridge.Place from = new Bridge.Place("redis", server.node(), in);
            Bridge.Place to = new Bridge.Place("redis", server.node(), out);
            bridge.move(new Bridge.Route(from, to, work.folder()), work.messages(), work.limit());
            if (!Long.valueOf(work.messages()).equals(server.call("XLEN", out))) {
                throw new IllegalStateException(
                        server.call("XLEN", out) + " of " + work.messages() + " messages arrived in " + out);
            }
            long millis = millis(server.call("XREVRANGE", out, "+", "-", "COUNT", "1"))
                    - millis(server.call("XRANGE", out, "-", "+", "COUNT", "1"));
            return Metric.MESSAGES.rate(work.messages(), 0, Math.max(1, millis) * 1_000_000);
        } finally {
            server.call("DEL", out);
        }
    }

    private static long millis(Object entries) {
        byte[] id = (byte[]) ((List<?>) ((List<?>) entries).getFirst()).getFirst();
        return Long.parseLong(new String(id, StandardCharsets.US_ASCII).replaceAll("-.*", ""));
    }
}
