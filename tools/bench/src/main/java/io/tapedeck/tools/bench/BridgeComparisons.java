package io.tapedeck.tools.bench;

import io.tapedeck.log.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rows of the benchmark of bridges between servers. */
final class BridgeComparisons {
    private static final double LOOP_TARGET = 0.9;
    private static final double OS_TARGET = 0.95;
    private static final double FSYNC_TARGET = 0.9;
    private static final double ONCE_TARGET = 1.2;
    private static final double LATENCY_TARGET = 1;
    private static final double DEBEZIUM_TARGET = 1;
    private static final double JAVA_TARGET = 1;
    private static final double PYTHON_TARGET = 0.5;
    private static final double CONVERSION_TARGET = 0.8;

    private static final long MESSAGES_MAX = 1_000_000;
    private static final long CHANGES_MAX = 200_000;
    private static final long LATENCY_SECONDS = 5;
    private static final long LATENCY_MESSAGES = LATENCY_SECONDS * BridgeLatency.PER_SECOND;
    private static final int WEIGHT = 1; // of all alike: what some take less, the others have more

    private static final String DEBEZIUM = "Debezium's embedded engine 3.6.1.Final";
    private static final String UNRECORDED = "ours, not recorded";

    private final BridgeServers servers;
    private final long messages;
    /** Whether there is room for as many as the targets are of; fewer would measure how each side begins. */
    private final boolean whole;

    private final List<Comparison> rows = new ArrayList<>();

    private BridgeComparisons(BenchSettings settings, BridgeServers servers) {
        this.servers = servers;
        messages = Math.clamp(settings.volumeBytes() / BridgeMapping.BYTES, 1, MESSAGES_MAX);
        whole = messages == MESSAGES_MAX;
    }

    static List<Comparison> of(BenchSettings settings, BridgeServers servers) {
        BridgeComparisons all = new BridgeComparisons(settings, servers);
        all.addPassing();
        all.addOnce();
        all.addRedis();
        all.addChanges();
        all.addProjections();
        all.addConversion();
        return all.rows;
    }

    private void addPassing() {
        Bridge loop = new KafkaLoop(/* transactional= */ false);
        Bridge unrecorded = new UnrecordedBridge("bytes");
        add(
                "Kafka to Kafka, not recorded",
                KafkaLoop.NAME,
                Durability.OS,
                target(LOOP_TARGET),
                pass(unrecorded),
                pass(loop));
        add(
                "Kafka to Kafka, recorded",
                UNRECORDED,
                Durability.OS,
                target(OS_TARGET),
                pass(passing(Durability.OS)),
                pass(unrecorded));
        add(
                "Kafka to Kafka, recorded, forced",
                UNRECORDED,
                Durability.FSYNC,
                target(FSYNC_TARGET),
                pass(passing(Durability.FSYNC)),
                pass(unrecorded));
        add(
                "noise of Kafka to Kafka",
                KafkaLoop.NAME + " again",
                Durability.OS,
                OptionalDouble.empty(),
                pass(loop),
                pass(loop));
    }

    private void addOnce() {
        Bridge ours = new RecordedBridge(new RecordedBridge.Kind("bytes", Optional.empty(), true), Durability.FSYNC);
        Bridge streams = StreamsTopology.exactlyOnce();
        String peer = StreamsTopology.NAME + ", exactly_once_v2";
        String work = "Kafka to Kafka, effectively once, recorded, forced";
        add(work, peer, Durability.FSYNC, target(ONCE_TARGET), pass(ours), pass(streams));
        add(
                work,
                KafkaLoop.NAME + " with transactions",
                Durability.FSYNC,
                OptionalDouble.empty(),
                pass(ours),
                pass(new KafkaLoop(/* transactional= */ true)));
        rows.add(new Comparison(
                subject(
                        "p99 end to end, effectively once",
                        peer,
                        Metric.MILLISECONDS,
                        Durability.FSYNC,
                        target(LATENCY_TARGET)),
                () -> new Comparison.Arms(new BridgeLatency(servers, ours), new BridgeLatency(servers, streams)),
                Math.min(messages, LATENCY_MESSAGES),
                WEIGHT));
    }

    private void addRedis() {
        addRedis("each write", "always");
        addRedis("once a second", "everysec");
    }

    /**
     * A row of Redis.
     *
     * @param forcing how often the server forces its file to the disk, in words
     * @param appendfsync the same as it is set there
     */
    private void addRedis(String forcing, String appendfsync) {
        add(
                subject(
                        "Redis to Redis, recorded, the server forcing " + forcing,
                        RedisLoop.NAME,
                        Metric.MESSAGES,
                        Durability.OS,
                        target(LOOP_TARGET)),
                /* isWhole= */ false, // which takes longer than there is time
                new RedisThroughput(servers, appendfsync, passing(Durability.OS)),
                new RedisThroughput(servers, appendfsync, new RedisLoop()));
    }

    private void addChanges() {
        ChangeThroughput.CommandFinder unrecorded = () -> BridgeProcess.Command.of(BridgeWorker.Side.UNRECORDED);
        addChanges(
                "MongoDB to Kafka as JSON, not recorded",
                ChangeLoop.NAME,
                target(LOOP_TARGET),
                changes(UNRECORDED, unrecorded),
                changes(ChangeLoop.NAME, () -> BridgeProcess.Command.of(BridgeWorker.Side.LOOP)));
        addChanges(
                "MongoDB to Kafka as JSON, not recorded",
                DEBEZIUM,
                target(DEBEZIUM_TARGET),
                changes(UNRECORDED, unrecorded),
                changes(DEBEZIUM, BridgeComparisons::debezium));
        addChanges(
                "MongoDB to Kafka as JSON, recorded",
                UNRECORDED,
                target(OS_TARGET),
                changes("ours, recorded", () -> BridgeProcess.Command.of(BridgeWorker.Side.RECORDED)),
                changes(UNRECORDED, unrecorded));
    }

    private void addChanges(String work, String peer, OptionalDouble target, Arm ours, Arm other) {
        rows.add(new Comparison(
                subject(work, peer, Metric.MESSAGES, Durability.OS, target),
                () -> new Comparison.Arms(ours, other),
                Math.min(messages, CHANGES_MAX),
                /* whole= */ messages >= CHANGES_MAX, // what a side needs to be warm is much of what fewer take
                WEIGHT));
    }

    private Arm changes(String name, ChangeThroughput.CommandFinder finder) {
        return new ChangeThroughput(servers, name, finder);
    }

    private static BridgeProcess.Command debezium() throws CannotStartException {
        String classPath = Launcher.classPath("debezium")
                .orElseThrow(() ->
                        new CannotStartException("Debezium is only there where ./tapedeck was built and started"));
        return new BridgeProcess.Command(classPath, List.of("io.tapedeck.tools.bench.debezium.DebeziumWorker"));
    }

    private void addProjections() {
        addProjection("JSON projection in Java", "Project.java", JAVA_TARGET);
        addProjection("JSON projection in Python", "project.py", PYTHON_TARGET);
    }

    private void addProjection(String work, String processor, double target) {
        Bridge ours = new RecordedBridge(new RecordedBridge.Kind("json", Optional.of(processor), false), Durability.OS);
        add(
                work,
                StreamsTopology.NAME + " with Jackson",
                Durability.OS,
                target(target),
                new KafkaThroughput(servers, BridgeMapping.PROJECTION, ours),
                new KafkaThroughput(
                        servers, BridgeMapping.PROJECTION, StreamsTopology.atLeastOnce(BridgeMapping.PROJECTION)));
    }

    private void addConversion() {
        rows.add(new Comparison(
                new Comparison.Subject(
                        "conversion, JSON to BSON to Avro to JSON",
                        Orders.LINE_BYTES + " B",
                        LibraryConversion.NAME,
                        Metric.MESSAGES,
                        Durability.OS,
                        Orders.LINE_BYTES,
                        target(CONVERSION_TARGET)),
                () -> new Comparison.Arms(new CodecConversion(), new LibraryConversion()),
                messages,
                WEIGHT));
    }

    private static Bridge passing(Durability durability) {
        return new RecordedBridge(new RecordedBridge.Kind("bytes", Optional.empty(), false), durability);
    }

    private Arm pass(Bridge bridge) {
        return new KafkaThroughput(servers, BridgeMapping.PASS, bridge);
    }

    private void add(String work, String peer, Durability durability, OptionalDouble target, Arm ours, Arm other) {
        add(subject(work, peer, Metric.MESSAGES, durability, target), whole, ours, other);
    }

    private void add(Comparison.Subject subject, boolean isWhole, Arm ours, Arm other) {
        rows.add(new Comparison(subject, () -> new Comparison.Arms(ours, other), messages, isWhole, WEIGHT));
    }

    private static OptionalDouble target(double ratio) {
        return OptionalDouble.of(ratio);
    }

    private static Comparison.Subject subject(
            String work, String peer, Metric metric, Durability durability, OptionalDouble target) {
        return new Comparison.Subject(
                work, BridgeMapping.BYTES + " B", peer, metric, durability, BridgeMapping.BYTES, target);
    }
}
