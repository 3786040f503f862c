package io.tapedeck.tools.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.mongodb.client.MongoCollection;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import io.tapedeck.connectors.mongodb.server.MongoServer;
import io.tapedeck.connectors.redis.server.RedisServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.BsonDocument;

/** The servers of a benchmark, in processes of their own, each started when it is first needed. */
final class BridgeServers implements Closeable {
    static final int PARTITIONS = 4;

    private static final Map<String, String> BROKER =
            Map.of("group.initial.rebalance.delay.ms", "0", "log.segment.delete.delay.ms", "100");
    private static final int LOOK_EVERY = 4096;
    private static final int INSERTS = 1_000;
    private static final String DATABASE = "bench";

    private final Path folder;
    private Optional<KafkaBroker> broker = Optional.empty();
    private Optional<RedisServer> redis = Optional.empty();
    private Optional<MongoServer> mongo = Optional.empty();
    private final Set<String> filled = new HashSet<>();
    private int made;

    BridgeServers(Path parent) throws IOException {
        folder = Files.createTempDirectory(parent, ".tapedeck-bench-servers-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete, "bench-servers"));
    }

    KafkaBroker broker() throws IOException {
        if (broker.isEmpty()) {
            broker = Optional.of(waited(() -> KafkaBroker.startCompiled(folder.resolve("kafka"), BROKER)));
        }
        return broker.get();
    }

    RedisServer redis() throws IOException {
        if (!RedisServer.isAvailable()) {
            throw new CannotStartException("there is no Redis server for this machine");
        }
        if (redis.isEmpty()) {
            redis = Optional.of(waited(() -> RedisServer.start(folder.resolve("redis"))));
        }
        return redis.get();
    }

    MongoServer mongo() throws IOException {
        if (mongo.isEmpty()) {
            if (!waited(MongoServer::isAvailable)) {
                throw new CannotStartException("there is no MongoDB server for this machine");
            }
            mongo = Optional.of(waited(() -> MongoServer.start(folder.resolve("mongodb"))));
        }
        return mongo.get();
    }

    /** A topic of the broker. */
    Bridge.Place topic(String name) throws IOException {
        return new Bridge.Place("kafka", broker().node(), name);
    }

    /** A topic that has so many messages; it is made once. */
    String filledTopic(BridgeMapping mapping, long messages, Limit limit) throws IOException {
        String topic = "in-" + mapping.name().toLowerCase(java.util.Locale.ROOT) + "-" + messages;
        if (filled.add(topic)) {
            create(topic);
            try (KafkaProducer<byte[], byte[]> producer = producer()) {
                for (long i = 0; i < messages; i++) {
                    if (i % LOOK_EVERY == 0) {
                        limit.check();
                    }
                    var _ = producer.send(
                            new ProducerRecord<>(topic, (int) (i % PARTITIONS), null, mapping.message(i)));
                }
            }
        }
        return topic;
    }

    /** A stream of Redis that has so many messages; it is made once. */
    String filledStream(long messages) throws IOException {
        String key = "in-" + messages;
        if (filled.add(key)) {
            redis().addAll(
                            key,
                            () -> LongStream.range(0, messages)
                                    .mapToObj(index -> new String(BridgeMapping.PASS.message(index), US_ASCII))
                                    .iterator());
        }
        return key;
    }

    /** A collection into which so many documents were inserted; it is made once. */
    Bridge.Place filledCollection(long messages, Limit limit) throws IOException {
        String name = "in_" + messages;
        if (filled.add(name)) {
            MongoCollection<BsonDocument> collection =
                    mongo().client().getDatabase(DATABASE).getCollection(name, BsonDocument.class);
            for (long first = 0; first < messages; first += INSERTS) {
                limit.check();
                collection.insertMany(LongStream.range(first, Math.min(first + INSERTS, messages))
                        .mapToObj(index -> new String(BridgeMapping.PROJECTION.message(index), US_ASCII))
                        .map(BsonDocument::parse)
                        .toList());
            }
        }
        return new Bridge.Place("mongodb", mongo().node(), DATABASE + "." + name);
    }

    /** A producer as a user would have it. */
    KafkaProducer<byte[], byte[]> producer() throws IOException {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker().node(), "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The partitions of a topic. */
    static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /** A reader of what is committed in a topic, from its start. */
    KafkaConsumer<byte[], byte[]> reader(String topic) throws IOException {
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker().node(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(partitions(topic));
        reader.seekToBeginning(partitions(topic));
        return reader;
    }

    /** A new, empty topic, whose broker notes when it took each record. */
    String emptyTopic() throws IOException {
        String topic = "out-" + ++made;
        create(topic);
        return topic;
    }

    private void create(String topic) throws IOException {
        Map<String, String> config = topic.startsWith("out-")
                ? Map.of("message.timestamp.type", "LogAppendTime", "file.delete.delay.ms", "100")
                : Map.of();
        waited(() -> {
            broker().createTopic(topic, PARTITIONS, config);
            return topic;
        });
    }

    void delete(String topic) throws IOException {
        try (Admin admin = broker().admin()) {
            waited(() -> admin.deleteTopics(List.of(topic)).all().get());
        }
    }

    private interface Waiting<T> {
        T get() throws IOException, InterruptedException, ExecutionException;
    }

    private static <T> T waited(Waiting<T> waiting) throws IOException {
        try {
            return waiting.get();
        } catch (ExecutionException e) {
            throw new IOException("the broker refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private void delete() {
        broker.ifPresent(KafkaBroker::close);
        redis.ifPresent(RedisServer::close);
        mongo.ifPresent(MongoServer::close);
        try {
            BenchFolder.delete(folder);
        } catch (IOException e) {
            System.err.println("cannot delete " + folder + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        delete();
    }
}
