package io.tapedeck.tools.cli;

import io.tapedeck.connectors.faults.FaultyProxy;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A broker that tells who comes through the proxy to stay there. */
final class KafkaNumberServer implements NumberSource, NumberSink, NumberServer {
    private final FaultyProxy proxy;
    private final KafkaBroker broker;
    private final KafkaNumbers numbers;

    private KafkaNumberServer(FaultyProxy proxy, KafkaBroker broker) {
        this.proxy = proxy;
        this.broker = broker;
        numbers = new KafkaNumbers(broker, SHARDS);
    }

    static KafkaNumberServer start(Path folder, Random random) throws IOException, InterruptedException {
        FaultyProxy proxy = new FaultyProxy(random);
        KafkaBroker broker = KafkaBroker.startBehind(
                folder, proxy.node(), Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"));
        proxy.serve(broker.secureNode());
        return new KafkaNumberServer(proxy, broker);
    }

    @Override
    public void create(String name) throws Exception {
        broker.createTopic(name, SHARDS, Map.of());
    }

    @Override
    public void append(String name, int from, int to) throws Exception {
        numbers.append(name, from, to);
    }

    @Override
    public String from(String name) {
        return table(name, """
                max.poll.records = "100", request.timeout.ms = "1500", default.api.timeout.ms = "3000"\
                """);
    }

    /** The client gives up a delivery before the broker gives up the transaction, or after. */
    @Override
    public String to(String name, Random random) {
        int deliveryMillis = random.nextBoolean() ? 3_000 : 30_000;
        return table(name, """
                linger.ms = "1", request.timeout.ms = "1500", delivery.timeout.ms = "DELIVERY", transaction.timeout.ms = "4000"\
                """.replace("DELIVERY", Integer.toString(deliveryMillis)));
    }

    private String table(String name, String properties) {
        return "{ url = \"kafka://" + proxy.node() + "/" + name + "\", properties = { " + properties + " } }";
    }

    @Override
    public List<Integer> numbers(String name) {
        return numbers.committed(name);
    }

    @Override
    public FaultyProxy proxy() {
        return proxy;
    }

    @Override
    public void kill() throws InterruptedException {
        broker.kill();
    }

    @Override
    public void startAgain() throws IOException, InterruptedException {
        broker.restart();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        broker.close();
    }
}
