package io.tapedeck.tools.cli;

import io.tapedeck.connectors.faults.FaultyProxy;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A server that keeps what it acknowledged. */
final class RedisNumberServer implements NumberSource, NumberSink, NumberServer {
    private final RedisServer server;
    private final FaultyProxy proxy;

    private RedisNumberServer(RedisServer server, FaultyProxy proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    static RedisNumberServer start(Path folder, Random random) throws IOException, InterruptedException {
        RedisServer server = RedisServer.start(folder);
        return new RedisNumberServer(server, new FaultyProxy(server.node(), random));
    }

    /** A stream of several shards is there with its first entry. */
    @Override
    public void create(String name) {}

    @Override
    public void append(String name, int from, int to) {
        for (int shard = 0; shard < SHARDS; shard++) {
            int of = shard;
            server.addAll(
                    name + ":" + shard,
                    IntStream.range(from, to)
                            .filter(number -> number % SHARDS == of)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Override
    public String from(String name) {
        return table(name, "shards = " + SHARDS + ", count = 100");
    }

    @Override
    public String to(String name, Random random) {
        return table(name, "mkstream = true");
    }

    private String table(String name, String options) {
        return "{ url = \"redis://" + proxy.node() + "/" + name + "\", timeout = \"1s\", reconnect = \"1s\", " + options
                + " }";
    }

    @Override
    public List<Integer> numbers(String name) {
        return server.contents(name, "msg").stream().map(Integer::valueOf).toList();
    }

    @Override
    public FaultyProxy proxy() {
        return proxy;
    }

    @Override
    public void kill() throws InterruptedException {
        server.kill();
    }

    @Override
    public void startAgain() throws IOException, InterruptedException {
        server.startAgain();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.close();
    }
}
