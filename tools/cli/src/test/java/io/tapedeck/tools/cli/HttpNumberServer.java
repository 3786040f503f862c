package io.tapedeck.tools.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tapedeck.connectors.faults.FaultyProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that keeps each number that it is sent, with its effect id, before it answers. */
final class HttpNumberServer implements NumberSink, NumberServer {
    private final Map<String, List<Arrival>> taken = new ConcurrentHashMap<>();
    private final FaultyProxy proxy;
    private final InetSocketAddress address;
    private HttpServer server;

    private HttpNumberServer(Random random) throws IOException {
        server = open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = server.getAddress();
        proxy = new FaultyProxy("127.0.0.1:" + address.getPort(), random);
    }

    static HttpNumberServer start(Random random) throws IOException {
        return new HttpNumberServer(random);
    }

    private HttpServer open(InetSocketAddress at) throws IOException {
        HttpServer opened = HttpServer.create(at, 0);
        opened.createContext("/", this::take);
        opened.start();
        return opened;
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String name = exchange.getRequestURI().getPath().substring(1);
        String effect = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        taken.get(name).add(new Arrival(effect, Integer.parseInt(body)));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Override
    public void create(String name) {
        taken.put(name, new CopyOnWriteArrayList<>());
    }

    @Override
    public String to(String name, Random random) {
        return "{ url = \"http://" + proxy.node() + "/" + name + "\", timeout = \"1s\", attempts = 2, in_flight = "
                + (random.nextBoolean() ? 1 : 8) + " }";
    }

    @Override
    public List<Integer> numbers(String name) {
        return taken.get(name).stream().map(Arrival::number).toList();
    }

    @Override
    public List<Integer> numbersById(String name) {
        return NumberSink.byId(taken.get(name));
    }

    @Override
    public FaultyProxy proxy() {
        return proxy;
    }

    /** Ends connections in the middle of what they do; what it took it has. */
    @Override
    public void kill() {
        server.stop(0);
    }

    @Override
    public void startAgain() throws IOException {
        server = open(address);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.stop(0);
    }
}
