package io.tapedeck.connectors.kafka.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * A Kafka broker of one node (KRaft) in a process of its own, so that it can be killed as a machine would kill it, and
 * started again with what it had written. Topics are not created by use.
 */
public final class KafkaBroker implements AutoCloseable {
    /** The property that says how each listener is secured. */
    public static final String PROTOCOLS = "listener.security.protocol.map";

    /** Of the broker's JVM: it is there soon, and takes little. */
    private static final List<String> FLAGS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final long START_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
    private static final int ATTEMPT_MILLIS = 1_000;

    private final Path folder;
    private final Ports ports;
    private final Path properties;
    private final List<String> flags;
    private Process process;

    /** Where it listens: to clients, to itself as the controller, and to clients that prove who they are. */
    private record Ports(int open, int controller, int secure) {
        /** Three that nobody listens at, taken together, so that they differ. */
        static Ports free() throws IOException {
            try (ServerSocket open = listening();
                    ServerSocket controller = listening();
                    ServerSocket secure = listening()) {
                return new Ports(open.getLocalPort(), controller.getLocalPort(), secure.getLocalPort());
            }
        }

        private static ServerSocket listening() throws IOException {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }

    private KafkaBroker(Path folder, Ports ports, Path properties, List<String> flags, Process process) {
        this.folder = folder;
        this.ports = ports;
        this.properties = properties;
        this.flags = flags;
        this.process = process;
    }

    /** Starts a broker whose files are in a folder, and waits until it serves. */
    public static KafkaBroker start(Path folder) throws IOException, InterruptedException {
        return start(folder, Map.of());
    }

    /** As {@link #start(Path)}, with more properties of the broker, or others than those that it would have. */
    public static KafkaBroker start(Path folder, Map<String, String> more) throws IOException, InterruptedException {
        return start(folder, more, FLAGS);
    }

    /** As {@link #start(Path, Map)}, for what is measured: the broker's JVM is that of a server, and starts slower. */
    public static KafkaBroker startCompiled(Path folder, Map<String, String> more)
            throws IOException, InterruptedException {
        return start(folder, more, List.of("-Xms1g", "-Xmx1g"));
    }

    /**
     * As {@link #start(Path, Map)}, behind a proxy: who asks at its listener {@code SECURE} is told to go to an address instead.
     *
     * @param advertised the proxy's address, {@code host:port}, which leads to {@link #secureNode}
     */
    public static KafkaBroker startBehind(Path folder, String advertised, Map<String, String> more)
            throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Map<String, String> all = new HashMap<>(more);
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.open() + ",SECURE://" + advertised);
        return start(folder, ports, all, FLAGS);
    }

    private static KafkaBroker start(Path folder, Map<String, String> more, List<String> flags)
            throws IOException, InterruptedException {
        return start(folder, Ports.free(), more, flags);
    }

    private static KafkaBroker start(Path folder, Ports ports, Map<String, String> more, List<String> flags)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path properties = Files.write(folder.resolve("server.properties"), properties(folder, ports, more));
        KafkaBroker broker = new KafkaBroker(folder, ports, properties, flags, launch(folder, properties, flags));
        broker.awaitReady();
        return broker;
    }

    /** Its address, {@code host:port}. */
    public String node() {
        return "127.0.0.1:" + ports.open();
    }

    /** The address of its listener {@code SECURE}, which is as open as the other where no property says more. */
    public String secureNode() {
        return "127.0.0.1:" + ports.secure();
    }

    /** A client for what tests do to topics and groups; to be closed by the caller. */
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                node(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000));
    }

    /**
     * Creates a topic, and waits until all its partitions serve: a producer that is there before may sit on its first
     * batches until they are given up.
     */
    public void createTopic(String name, int partitions, Map<String, String> config)
            throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
            admin.createTopics(List.of(topic)).all().get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
            awaitOffsets(admin, ends);
        }
    }

    /** Who asks at once may be told that there is no such topic. */
    private static void awaitOffsets(Admin admin, Map<TopicPartition, OffsetSpec> ends)
            throws InterruptedException, ExecutionException {
        for (int asked = 1; ; asked++) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || asked == 300) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again after it was killed, and waits until it serves. */
    public void restart() throws IOException, InterruptedException {
        process = launch(folder, properties, flags);
        awaitReady();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<String> properties(Path folder, Ports ports, Map<String, String> more) {
        List<String> lines = new ArrayList<>(List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + ports.controller(),
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://127.0.0.1:" + ports.open() + ",CONTROLLER://127.0.0.1:" + ports.controller()
                        + ",SECURE://127.0.0.1:" + ports.secure(),
                PROTOCOLS + "=" + protocols("PLAINTEXT"),
                "log.dirs=" + storage(folder),
                "auto.create.topics.enable=false",
                // Back at once after a kill.
                "broker.session.timeout.ms=1000",
                "broker.heartbeat.interval.ms=200",
                // A single node, and few files.
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=2",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=2",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                // Records of any time are kept.
                "log.retention.ms=-1"));
        more.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

    /** The value of {@link #PROTOCOLS} that gives the listener {@code SECURE} a protocol such as {@code SASL_SSL}. */
    public static String protocols(String secure) {
        return "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:" + secure;
    }

    private static Path storage(Path folder) {
        return folder.resolve("storage");
    }

    private static Process launch(Path folder, Path properties, List<String> flags) throws IOException {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                properties.toString(),
                storage(folder).toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_NANOS_MAX;
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                node(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ATTEMPT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ATTEMPT_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                100))) {
            while (!serves(admin)) {
                if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                    process.destroyForcibly();
                    throw new IOException("the Kafka broker in " + folder + " did not start: "
                            + Files.readString(folder.resolve("output.txt")));
                }
            }
        }
    }

    private static boolean serves(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }
}
