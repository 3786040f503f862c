package io.tapedeck.tools.cli;

import io.tapedeck.connectors.faults.FaultyProxy;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;

/** A deployment that tells who comes through the proxy to stay there. */
final class MongoNumberServer implements NumberSource, NumberSink, NumberServer {
    private static final String DATABASE = "matrix";
    private static final List<String> READS = List.of("aggregate", "getMore", "find");
    private static final List<String> WRITES = List.of("update", "insert", "commitTransaction", "findAndModify");

    /** What a server does that is about to end, or steps down: it answers with an error, or not at all. */
    private static final List<Document> GOING = List.of(
            new Document("errorCode", 11_602),
            new Document("errorCode", 10_107),
            new Document("errorCode", 189),
            new Document("errorCode", 91),
            new Document("closeConnection", true));

    private static final List<Refusal> REFUSALS = Stream.of(
                    GOING.stream().map(how -> new Refusal(READS, how)),
                    GOING.stream().map(how -> new Refusal(WRITES, how)),
                    Stream.of(
                            new Refusal(List.of("getMore"), new Document("errorCode", 43)), // the cursor is gone
                            new Refusal(List.of("insert"), new Document("errorCode", 112)), // another one was first
                            new Refusal(
                                    List.of("commitTransaction"),
                                    new Document(
                                            "writeConcernError",
                                            new Document("code", 91).append("errmsg", "about to end")))))
            .flatMap(refusals -> refusals)
            .toList();

    private final MongoServer server;
    private final FaultyProxy proxy;

    private record Refusal(List<String> commands, Document how) {}

    private MongoNumberServer(MongoServer server, FaultyProxy proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    static MongoNumberServer start(Path folder, Random random) throws IOException, InterruptedException {
        MongoServer server = MongoServer.start(folder);
        FaultyProxy proxy = new FaultyProxy(server.node(), random);
        server.moveTo(proxy.node());
        return new MongoNumberServer(server, proxy);
    }

    @Override
    public void create(String name) {
        server.client().getDatabase(DATABASE).createCollection(name);
    }

    @Override
    public void append(String name, int from, int to) {
        server.client()
                .getDatabase(DATABASE)
                .getCollection(name)
                .insertMany(IntStream.range(from, to)
                        .mapToObj(number -> new Document("n", number))
                        .toList());
    }

    @Override
    public String from(String name) {
        return table(name, "reconnect = \"1s\", start = \"earliest\"");
    }

    @Override
    public String numberOf(String message) {
        return message + ".value().get(\"fullDocument\").get(\"n\")";
    }

    /** A document that is written twice would be refused. */
    @Override
    public String to(String name, Random random) {
        return table(name, "reconnect = \"" + (random.nextBoolean() ? "1s" : "60s") + "\", write = \"insert\"");
    }

    @Override
    public String outputOf(String number) {
        return "Value.map(\"n\", " + number + ")";
    }

    private String table(String name, String options) {
        return "{ url = \"mongodb://" + proxy.node() + "/" + DATABASE + "." + name
                + "\", timeout = \"1s\", connect_timeout = \"1s\", " + options + " }";
    }

    @Override
    public List<Integer> numbers(String name) {
        return server.documents(DATABASE, name).stream()
                .map(document -> document.getNumber("n").intValue())
                .toList();
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

    /** It is no primary for a while. */
    void stepDown(Random random) throws IOException, InterruptedException {
        server.stepDown(1 + random.nextInt(3));
    }

    /** For a while it does not do, or does not answer, about every other thing that pipelines ask of it. */
    void refuse(Random random) throws InterruptedException {
        Refusal refusal = REFUSALS.get(random.nextInt(REFUSALS.size()));
        server.failCommands(
                new Document("activationProbability", 0.5),
                refusal.commands(),
                new Document(refusal.how()).append("appName", "tapedeck"));
        Thread.sleep(500 + random.nextInt(1_500));
        server.failNothing();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.close();
    }
}
