package io.tapedeck.connectors.kafka;

import static io.tapedeck.connectors.kafka.Pipelines.endpoint;
import static io.tapedeck.connectors.kafka.Pipelines.readToEnd;
import static io.tapedeck.connectors.kafka.Topic.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.MessageFetcher;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.WithheldPayload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading again, from a broker. */
@Timeout(120)
class KafkaFetcherTest {
    private static final Map<String, Object> TEXT = Map.of("decode", "text");
    private static KafkaBroker broker;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    /** Records of several partitions, some of them tombstones, committed and aborted in turn. */
    private static Topic filled(String name, int partitions, int records, Random random) throws Exception {
        Topic topic = Topic.create(broker, name, partitions);
        try (KafkaProducer<byte[], byte[]> producer =
                topic.producer(Map.of("transactional.id", name, "enable.idempotence", "true"))) {
            producer.initTransactions();
            for (int i = 0; i < records; ) {
                producer.beginTransaction();
                boolean aborted = random.nextInt(4) == 0;
                for (int end = Math.min(records, i + 1 + random.nextInt(40)); i < end; i++) {
                    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                            name, random.nextInt(partitions), bytes("k" + i), i % 11 == 0 ? null : bytes("m" + i));
                    record.headers().add("n", bytes("" + i));
                    producer.send(record);
                }
                if (aborted) {
                    producer.flush();
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
        return topic;
    }

    private static MessageFetcher fetcher(Topic topic) throws ConnectorException {
        return new KafkaConnector().openFetcher(endpoint(topic.url(), TEXT));
    }

    private static EncodedMessage fetch(MessageFetcher fetcher, Polled.Input input) throws Exception {
        return fetcher.fetch(WithheldPayload.withhold(input.message()), input.position(), Optional.empty());
    }

    @Test
    void shouldReadAgainInTheOrderRecordedAndInAnyOther() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("shouldReadAgainInTheOrderRecordedAndInAnyOther: -Dseed=" + seed);
        Random random = new Random(seed);
        Topic topic = filled("again", 3, 4000, random);
        List<Polled.Input> inputs = new ArrayList<>(readToEnd(topic.url(), TEXT, Optional.empty()));
        assertTrue(inputs.size() > 1000, inputs.size() + " inputs");
        try (MessageFetcher fetcher = fetcher(topic)) {
            for (Polled.Input input : inputs) {
                assertEquals(input.message(), fetch(fetcher, input));
            }
            Collections.shuffle(inputs, random);
            for (Polled.Input input : inputs.subList(0, 30)) {
                assertEquals(input.message(), fetch(fetcher, input));
            }
        }
    }

    @Test
    void shouldReadOnWhereItCouldNotKeepWhatItHadReadAhead() throws Exception {
        Topic topic = filled("bounded", 3, 600, new Random(3));
        List<Polled.Input> inputs = readToEnd(topic.url(), TEXT, Optional.empty());
        SourceDefinition definition = SourceDefinition.of(endpoint(topic.url(), TEXT));
        try (MessageFetcher fetcher = KafkaFetcher.open(definition, 1)) {
            for (int i = 0; i < 15; i++) {
                for (int partition = 0; partition < 3; partition++) {
                    int shard = partition;
                    Polled.Input input = inputs.stream()
                            .filter(each -> each.message().shard() == shard)
                            .skip(i)
                            .findFirst()
                            .orElseThrow();
                    assertEquals(input.message(), fetch(fetcher, input));
                }
            }
        }
    }

    @Test
    void shouldSayWhatTheBrokerNoLongerHas() throws Exception {
        Topic topic = filled("deleted", 1, 500, new Random(1));
        List<Polled.Input> inputs = readToEnd(topic.url(), TEXT, Optional.empty());
        long beginning = inputs.get(200).message().sequence();
        topic.deleteBefore(0, beginning);
        try (MessageFetcher fetcher = fetcher(topic)) {
            assertEquals(inputs.get(200).message(), fetch(fetcher, inputs.get(200)));
            String gone = assertThrows(ConnectorException.class, () -> fetch(fetcher, inputs.get(199)))
                    .getMessage();
            assertEquals(
                    "partition 0 of the Kafka topic \"deleted\" at " + broker.node() + " begins at offset " + beginning
                            + " now",
                    gone);
            assertEquals(inputs.get(201).message(), fetch(fetcher, inputs.get(201)));
        }
    }

    @Test
    void shouldSayThatATopicMadeAnewIsShorterOrHasFewerPartitions() throws Exception {
        Topic topic = filled("shorter", 2, 300, new Random(2));
        List<Polled.Input> inputs = readToEnd(topic.url(), TEXT, Optional.empty());
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of("shorter")).all().get();
        }
        try (MessageFetcher fetcher = fetcher(topic)) {
            String missing = assertThrows(ConnectorException.class, () -> fetch(fetcher, inputs.getLast()))
                    .getMessage();
            assertTrue(missing.startsWith("there is no topic \"shorter\""), missing);
        }
        Topic anew = Topic.create(broker, "shorter", 1);
        anew.append(0, "another");
        try (MessageFetcher fetcher = fetcher(topic)) {
            for (Polled.Input input : List.of(last(inputs, 0), last(inputs, 1))) {
                String gone = assertThrows(ConnectorException.class, () -> fetch(fetcher, input))
                        .getMessage();
                assertTrue(
                        gone.endsWith(input.message().shard() == 0 ? " ends before it" : " has no partition 1"), gone);
            }
        }
    }

    private static Polled.Input last(List<Polled.Input> inputs, int partition) {
        return inputs.reversed().stream()
                .filter(input -> input.message().shard() == partition)
                .findFirst()
                .orElseThrow();
    }
}
