package io.tapedeck.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.connectors.pubsub.emulator.PubSubEmulator;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bridge under every fault: the numbers 0, 1, 2 … go from one system to another through a processor with state, and
 * meanwhile a process, a server or the network between fails. In the end none may be lost, and none doubled where {@code
 * check} says "once", nor under another effect id where it says "with id"; and the recorded run verifies where there is no
 * network, with each number read once, or as {@code check} says. Pub/Sub's emulator is not killed: it keeps nothing.
 *
 * <p>By default a cell of some bridges, with one fault ({@link KafkaRunTest} and {@link RedisGroupTest} see to others); {@code -Dmatrix=full} all
 * of them, with several faults each; {@code -Dmatrix.cells=REGEX} chooses by names such as {@code kafka-redis-stall}. {@code -Dseed=N} sets when.
 */
@Timeout(600)
final class FaultMatrixTest {
    private static final boolean FULL = "full".equals(System.getProperty("matrix"));
    private static final String CELLS = System.getProperty("matrix.cells", ".*");
    private static final int FAULTS = FULL ? 4 : 1;
    /** What comes before each fault, and once more behind the last. */
    private static final int BATCH = FULL ? 2_000 : 1_000;
    /** What a message takes in a log, at least. */
    private static final int LOG_BYTES_PER_MESSAGE = 50;

    private static final Duration WAIT_MAX = Duration.ofSeconds(120);

    @TempDir
    private static Path folder;

    private static long seed;
    private static Shelled tapedeck;
    /** Those that need no server, and do not reach one. */
    private static InProcess commands;

    private static KafkaNumberServer kafka;
    private static RedisNumberServer redis;
    private static MongoNumberServer mongo;
    private static PubSubNumberServer pubsub;
    private static HttpNumberServer http;

    private final List<GroupWorker> workers = new ArrayList<>();
    private Random random = new Random();

    private enum Bridge {
        KAFKA_KAFKA,
        KAFKA_REDIS,
        REDIS_KAFKA,
        REDIS_REDIS,
        FILE_KAFKA,
        MONGO_KAFKA,
        MONGO_PUBSUB,
        KAFKA_MONGO,
        PUBSUB_MONGO,
        REDIS_HTTP;

        private NumberSource source() {
            return switch (this) {
                case KAFKA_KAFKA, KAFKA_REDIS, KAFKA_MONGO -> kafka;
                case REDIS_KAFKA, REDIS_REDIS, REDIS_HTTP -> redis;
                case MONGO_KAFKA, MONGO_PUBSUB -> mongo;
                case PUBSUB_MONGO -> pubsub;
                case FILE_KAFKA -> new LinesOfNumbers();
            };
        }

        private NumberSink sink() {
            return switch (this) {
                case KAFKA_KAFKA, REDIS_KAFKA, FILE_KAFKA, MONGO_KAFKA -> kafka;
                case KAFKA_REDIS, REDIS_REDIS -> redis;
                case KAFKA_MONGO, PUBSUB_MONGO -> mongo;
                case MONGO_PUBSUB -> pubsub;
                case REDIS_HTTP -> http;
            };
        }

        /** The servers that may fail. */
        private List<NumberServer> servers() {
            return Stream.of(source(), sink())
                    .filter(NumberServer.class::isInstance)
                    .map(NumberServer.class::cast)
                    .distinct()
                    .toList();
        }

        private boolean isShared() {
            return source() == kafka || source() == redis;
        }

        private boolean isOfMongo() {
            return name().contains("MONGO");
        }
    }

    private enum Fault {
        KILL,
        SERVER_KILL,
        CUT,
        STALL,
        REBALANCE,
        STEP_DOWN,
        REFUSE
    }

    private record Cell(Bridge bridge, Fault fault) {
        @Override
        public String toString() {
            return (bridge + "-" + fault).replace('_', '-').toLowerCase(Locale.ROOT);
        }

        private String from() {
            return this + "-in";
        }

        private String to() {
            return this + "-out";
        }

        private int tasks() {
            return fault == Fault.REBALANCE && bridge.isShared() ? 2 : 1;
        }
    }

    /** The file that a pipeline reads, a number a line. */
    private static final class LinesOfNumbers implements NumberSource {
        @Override
        public void create(String name) throws IOException {
            Files.createFile(file(name));
        }

        @Override
        public void append(String name, int from, int to) throws IOException {
            Files.write(
                    file(name),
                    IntStream.range(from, to).mapToObj(Integer::toString).toList(),
                    StandardOpenOption.APPEND);
        }

        @Override
        public String from(String name) {
            return "{ url = \"file://" + file(name).getFileName() + "\", follow = true }";
        }

        private static Path file(String name) {
            return folder.resolve(name + ".ndjson");
        }
    }

    static List<Cell> cells() {
        List<Cell> all = new ArrayList<>();
        for (Bridge bridge : Bridge.values()) {
            for (Fault fault : Fault.values()) {
                if (bridge.isOfMongo() || (fault != Fault.STEP_DOWN && fault != Fault.REFUSE)) {
                    all.add(new Cell(bridge, fault));
                }
            }
        }
        List<Cell> few = List.of(
                new Cell(Bridge.KAFKA_REDIS, Fault.KILL),
                new Cell(Bridge.REDIS_KAFKA, Fault.STALL),
                new Cell(Bridge.MONGO_KAFKA, Fault.STEP_DOWN),
                new Cell(Bridge.MONGO_PUBSUB, Fault.KILL),
                new Cell(Bridge.KAFKA_MONGO, Fault.SERVER_KILL),
                new Cell(Bridge.PUBSUB_MONGO, Fault.REFUSE),
                new Cell(Bridge.REDIS_HTTP, Fault.CUT));
        return (FULL ? all : few)
                .stream().filter(cell -> cell.toString().matches(CELLS)).toList();
    }

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                areServersAvailable() || Boolean.getBoolean("servers.required"),
                "redis-server, mongod or the Pub/Sub emulator is missing");
        seed = Long.getLong("seed", System.nanoTime());
        tapedeck = new Shelled(folder);
        commands = new InProcess(
                folder, tapedeck.withFlags("-Djava.nio.channels.spi.SelectorProvider=" + NoNetwork.class.getName()));
        kafka = KafkaNumberServer.start(folder.resolve("kafka"), new Random(seed));
        redis = RedisNumberServer.start(folder.resolve("redis"), new Random(seed));
        mongo = MongoNumberServer.start(folder.resolve("mongod"), new Random(seed));
        pubsub = PubSubNumberServer.start(folder.resolve("pubsub"), new Random(seed));
        http = HttpNumberServer.start(new Random(seed));
    }

    private static boolean areServersAvailable() throws InterruptedException {
        return RedisServer.isAvailable() && MongoServer.isAvailable() && PubSubEmulator.isAvailable();
    }

    @AfterAll
    static void stop() throws Exception {
        if (commands != null) {
            commands.close();
        }
        for (NumberServer server : Stream.of(kafka, redis, mongo, pubsub, http)
                .filter(Objects::nonNull)
                .toList()) {
            server.close();
        }
    }

    @AfterEach
    void endWorkers() {
        workers.forEach(GroupWorker::close);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void promisesAreKept(Cell cell) throws Exception {
        System.out.println("FaultMatrixTest " + cell + ": -Dseed=" + seed + " -Dmatrix.cells=" + cell);
        random = new Random(seed ^ cell.toString().hashCode());
        write(cell);
        cell.bridge().source().create(cell.from());
        cell.bridge().sink().create(cell.to());
        begin(cell);
        for (int fault = 0; fault < FAULTS; fault++) {
            append(cell, fault);
            awaitWork();
            hit(cell);
        }
        append(cell, FAULTS);
        int total = BATCH * (FAULTS + 1);
        await("all outputs", () -> new HashSet<>(cell.bridge().sink().numbers(cell.to())).size() == total);
        for (GroupWorker worker : workers) {
            worker.stop();
        }
        JsonNode promise = promise(cell);
        assertPromise(cell, promise, total);
        Shelled.Result verified = commands.run("verify", "latest", "--data", data(cell), "--json");
        assertEquals(0, verified.exit(), verified::toString);
        int read = verified.json().get("steps").asInt();
        assertTrue(read == total || (read > total && !isOnce(promise, "in")), () -> read + " were read of " + total);
    }

    private void write(Cell cell) throws IOException {
        tapedeck.write(pipeline(cell), """
                [pipeline.bridge]
                from = FROM
                to = TO
                tasks = TASKS
                retry = "2m"
                checkpoint = "100ms"
                [[pipeline.bridge.step]]
                java = "CODE/Count.java"
                """.replace(
                        "FROM", cell.bridge().source().from(cell.from()))
                .replace("TO", cell.bridge().sink().to(cell.to(), random))
                .replace("TASKS", Integer.toString(cell.tasks()))
                .replace("CODE", cell.toString()));
        // Now and then it waits, so that faults find it at work.
        tapedeck.write(cell + "/Count.java", """
                import io.tapedeck.log.*;
                import io.tapedeck.runtime.*;

                public final class Count implements Processor {
                    @Override
                    public void process(Message message, ProcessorContext context) {
                        Value key = Value.of("shard " + message.shard());
                        Value before = context.state().get(key);
                        context.state().put(key, Value.of(before.isNull() ? 1 : before.asLong() + 1));
                        Value number = NUMBER;
                        if (number.asLong() % 50 == 0) {
                            context.sleep(java.time.Duration.ofMillis(20));
                        }
                        context.emit(OUTPUT);
                    }
                }
                """.replace(
                        "NUMBER", cell.bridge().source().numberOf("message"))
                .replace("OUTPUT", cell.bridge().sink().outputOf("number")));
    }

    private static String pipeline(Cell cell) {
        return cell + ".toml";
    }

    private static String data(Cell cell) {
        return cell + "-data";
    }

    private static void append(Cell cell, int batch) throws Exception {
        cell.bridge().source().append(cell.from(), batch * BATCH, (batch + 1) * BATCH);
    }

    private void begin(Cell cell) throws IOException {
        String name = cell + "-" + random.nextInt(Integer.MAX_VALUE);
        workers.add(
                cell.fault() == Fault.REBALANCE
                        ? new GroupWorker(tapedeck, pipeline(cell), data(cell), name, "--worker")
                        : new GroupWorker(tapedeck, pipeline(cell), data(cell), name));
    }

    /** Waits until some of what was appended last is recorded. */
    private void awaitWork() throws Exception {
        GroupWorker any = workers.getFirst();
        long enough = any.logBytes() + 1 + random.nextInt(BATCH / 2 * LOG_BYTES_PER_MESSAGE);
        await("progress", () -> any.logBytes() >= enough);
    }

    private void hit(Cell cell) throws Exception {
        List<NumberServer> servers = cell.bridge().servers();
        switch (cell.fault()) {
            case KILL -> {
                assertTrue(workers.getFirst().kill(), this::said);
                workers.getFirst().startAgain();
            }
            case SERVER_KILL -> {
                NumberServer server =
                        any(servers.stream().filter(NumberServer::isDurable).toList());
                server.kill();
                Thread.sleep(random.nextInt(2_000));
                server.startAgain();
            }
            case CUT -> cut(servers);
            case STALL -> stall(any(servers));
            case REBALANCE -> rebalance(cell);
            case STEP_DOWN -> mongo.stepDown(random);
            case REFUSE -> mongo.refuse(random);
        }
    }

    private NumberServer any(List<NumberServer> servers) {
        return servers.get(random.nextInt(servers.size()));
    }

    /** Loses answers for a while, and then all connections. */
    private void cut(List<NumberServer> servers) throws Exception {
        for (NumberServer server : servers) {
            server.proxy().cutOneIn(10 + random.nextInt(50));
        }
        Thread.sleep(500 + random.nextInt(1_500));
        for (NumberServer server : servers) {
            server.proxy().cutOneIn(0);
            server.proxy().cut();
        }
    }

    /** For less, or for more, than what clients wait for. */
    private void stall(NumberServer server) throws Exception {
        server.proxy().stall(true);
        Thread.sleep(500 + random.nextInt(FULL ? 7_500 : 3_500));
        server.proxy().stall(false);
    }

    /** A worker comes, and the one before goes: told to, or killed. */
    private void rebalance(Cell cell) throws Exception {
        begin(cell);
        GroupWorker second = workers.getLast();
        if (cell.tasks() > 1) {
            await("its share", () -> second.said().contains(" taken"));
        }
        GroupWorker first = workers.removeFirst();
        if (random.nextBoolean()) {
            first.stop();
        } else {
            assertTrue(first.kill(), this::said);
        }
        await("what the other left", () -> taken(second) == cell.tasks());
    }

    private static long taken(GroupWorker worker) {
        return worker.said().lines().filter(line -> line.contains(" taken")).count();
    }

    private static JsonNode promise(Cell cell) throws IOException {
        return commands.run("check", pipeline(cell), "--json")
                .json()
                .get("pipelines")
                .get(0);
    }

    private static void assertPromise(Cell cell, JsonNode promise, int total) throws Exception {
        NumberSink sink = cell.bridge().sink();
        List<Integer> doubled = doubled(sink.numbers(cell.to()));
        List<Integer> doubledById = doubled(sink.numbersById(cell.to()));
        Set<Integer> found = new HashSet<>(sink.numbers(cell.to()));
        List<Integer> lost = IntStream.range(0, total)
                .filter(number -> !found.contains(number))
                .boxed()
                .toList();
        System.out.println("FaultMatrixTest " + cell + ": " + total + " numbers, " + lost.size() + " lost, "
                + doubled.size() + " doubled, " + doubledById.size() + " under another id; promised "
                + promise.get("in") + " from, " + promise.get("out") + " to");
        assertEquals(List.of(), lost, "lost");
        if (isOnce(promise, "in")) {
            assertEquals(List.of(), doubledById, "doubled under another id");
            if (isOnce(promise, "out")) {
                assertEquals(List.of(), doubled, "doubled");
            }
        }
    }

    private static boolean isOnce(JsonNode promise, String edge) {
        return promise.get(edge).asText().equals("once");
    }

    private static List<Integer> doubled(List<Integer> numbers) {
        Set<Integer> found = new HashSet<>();
        return numbers.stream().filter(number -> !found.add(number)).toList();
    }

    @FunctionalInterface
    private interface Condition {
        boolean isMet() throws Exception;
    }

    private void await(String what, Condition condition) throws Exception {
        long deadlineNanos = System.nanoTime() + WAIT_MAX.toNanos();
        while (!condition.isMet()) {
            assertTrue(workers.stream().allMatch(GroupWorker::isAlive), this::said);
            assertTrue(System.nanoTime() < deadlineNanos, () -> "waited for " + what + ": " + said());
            Thread.sleep(50);
        }
    }

    private String said() {
        return GroupWorker.said(workers);
    }
}
