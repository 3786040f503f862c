package io.tapedeck.connectors.kafka;

import static io.tapedeck.connectors.kafka.Pipelines.payloads;
import static io.tapedeck.connectors.kafka.Pipelines.read;
import static io.tapedeck.connectors.kafka.Pipelines.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.Polled;
import io.tapedeck.connectors.Source;
import io.tapedeck.connectors.SourcePosition;
import io.tapedeck.connectors.kafka.broker.KafkaBroker;
import io.tapedeck.log.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member of a group, with a broker. Each test's group is named as its topic. */
@Timeout(120)
class GroupSourceTest {
    private static KafkaBroker broker;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, InterruptedException {
        broker = KafkaBroker.start(folder, Map.of("group.initial.rebalance.delay.ms", "0"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static Map<String, Object> member(String group, Object... more) {
        Map<String, Object> options = new HashMap<>(Map.of("decode", "text", "group", group));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        return options;
    }

    private static Value merged(List<Polled.Input> inputs) {
        SourcePosition position = new SourcePosition(Value.NULL);
        inputs.forEach(input -> position.advance(input.position()));
        return position.toValue();
    }

    private static Map<TopicPartition, Long> acknowledged(String group)
            throws InterruptedException, ExecutionException {
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> found = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            found.forEach((partition, at) -> offsets.put(partition, at.offset()));
            return offsets;
        }
    }

    /** Polls, and nothing comes, until the group's offsets are as expected. */
    private static void pollUntilAcknowledged(Source source, String group, Map<TopicPartition, Long> expected)
            throws Exception {
        while (!acknowledged(group).equals(expected)) { // the test's time-out ends it
            assertEquals(Polled.Idle.INSTANCE, source.poll(Duration.ofMillis(50)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldBeginWhereTheGroupIs(String protocol) throws Exception {
        String name = "shared-" + protocol;
        Topic topic = Topic.create(broker, name, 1);
        topic.append(0, "a", "b", "c");
        Map<String, Object> options = member(name, "group_protocol", protocol);
        try (Source source = source(topic.url(), options, Optional.empty())) {
            List<Polled.Input> inputs = read(source, 3);
            assertEquals(List.of("a", "b", "c"), payloads(inputs));
            source.acknowledge(merged(inputs.subList(0, 2)));
            assertEquals(Map.of(new TopicPartition(name, 0), 2L), acknowledged(name));
        }
        try (Source source = source(topic.url(), options, Optional.empty())) { // it left at once
            assertEquals(List.of("c"), payloads(read(source, 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldNotGiveAgainWhatTheRunHasRecorded(String protocol) throws Exception {
        String name = "recorded-" + protocol;
        Topic topic = Topic.create(broker, name, 1);
        topic.append(0, "a", "b", "c");
        Map<String, Object> options = member(name, "group_protocol", protocol);
        Value position;
        try (Source source = source(topic.url(), options, Optional.empty())) {
            List<Polled.Input> inputs = read(source, 2);
            position = merged(inputs);
            source.acknowledge(merged(inputs.subList(0, 1)));
        }
        try (Source source = source(topic.url(), options, Optional.of(position))) {
            assertEquals(List.of("c"), payloads(read(source, 1)));
            assertEquals(Map.of(new TopicPartition(name, 0), 1L), acknowledged(name), "recorded is not delivered");
            source.acknowledge(position);
            assertEquals(Map.of(new TopicPartition(name, 0), 2L), acknowledged(name));
        }
        try (Source source = source(topic.url(), options, Optional.empty())) {
            assertEquals(List.of("c"), payloads(read(source, 1)), "another run begins where the group is");
        }
    }

    @Test
    void shouldTellTheGroupAtOnceWhereItBegan() throws Exception {
        Topic topic = Topic.create(broker, "latest", 2);
        topic.append(0, "old");
        Map<String, Object> options = member("latest", "start", "latest");
        try (Source source = source(topic.url(), options, Optional.empty())) {
            pollUntilAcknowledged(
                    source, "latest", Map.of(new TopicPartition("latest", 0), 1L, new TopicPartition("latest", 1), 0L));
        }
        topic.append(0, "while nobody was there");
        try (Source source = source(topic.url(), options, Optional.empty())) {
            assertEquals(List.of("while nobody was there"), payloads(read(source, 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldSettleBeforeItGivesUpAPartition(String protocol) throws Exception {
        String name = "settled-" + protocol;
        Topic topic = Topic.create(broker, name, 2);
        topic.append(0, "a");
        topic.append(1, "b");
        Map<String, Object> options = member(name, "group_protocol", protocol);
        try (Source first = source(topic.url(), options, Optional.empty());
                Source second = source(topic.url(), options, Optional.empty())) {
            List<Polled.Input> inputs = read(first, 2);
            int[] settled = new int[1];
            first.beforeRelease(() -> {
                settled[0]++;
                first.acknowledge(merged(inputs));
            });
            Polled other = Polled.Idle.INSTANCE;
            while (settled[0] == 0) {
                assertEquals(Polled.Idle.INSTANCE, first.poll(Duration.ofMillis(20)));
                assertEquals(Polled.Idle.INSTANCE, second.poll(Duration.ofMillis(20)), "it is not the other's yet");
            }
            topic.append(0, "c");
            topic.append(1, "c");
            boolean firstGot = false;
            while (!firstGot || !(other instanceof Polled.Input)) {
                firstGot |= first.poll(Duration.ofMillis(20)) instanceof Polled.Input;
                if (second.poll(Duration.ofMillis(20)) instanceof Polled.Input input) {
                    other = input;
                    assertEquals(List.of("c"), payloads(List.of(input)));
                }
            }
        }
    }

    @Test
    void shouldRefuseARunThatBeganInAnotherWay() throws Exception {
        Topic topic = Topic.create(broker, "other", 1);
        topic.append(0, "a");
        Value shared;
        Value whole;
        try (Source source = source(topic.url(), member("one"), Optional.empty())) {
            shared = merged(read(source, 1));
        }
        try (Source source = source(topic.url(), Map.of("decode", "text"), Optional.empty())) {
            whole = merged(read(source, 1));
        }
        assertEquals(
                "the run reads in the group \"one\", the pipeline file now says none; --new starts a new run",
                refusal(topic, Map.of(), shared));
        assertEquals(
                "the run reads in the group \"one\", the pipeline file now says group = \"two\"; --new starts a new run",
                refusal(topic, member("two"), shared));
        assertEquals(
                "the run reads without a group, the pipeline file now says group = \"one\"; --new starts a new run",
                refusal(topic, member("one"), whole));
    }

    private static String refusal(Topic topic, Map<String, Object> options, Value after) {
        return String.valueOf(
                assertThrows(ConnectorException.class, () -> source(topic.url(), options, Optional.of(after)))
                        .getMessage());
    }

    @Test
    void shouldSayWhatToDoWhereTheGroupIsBehindWhatIsKept() throws Exception {
        Topic topic = Topic.create(broker, "gone", 1);
        topic.append(0, "a", "b", "c");
        try (Source source = source(topic.url(), member("gone"), Optional.empty())) {
            source.acknowledge(merged(read(source, 1)));
        }
        topic.deleteBefore(0, 2);
        try (Source source = source(topic.url(), member("gone"), Optional.empty())) {
            String sentence = String.valueOf(assertThrows(ConnectorException.class, () -> read(source, 1))
                    .getMessage());
            assertTrue(sentence.contains("no longer has the offsets 1 to 1 of partition 0"), sentence);
            assertTrue(sentence.contains("kafka-consumer-groups --reset-offsets"), sentence);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldSayThatATopicWasDeleted(String protocol) throws Exception {
        String name = "deleted-" + protocol;
        Topic topic = Topic.create(broker, name, 1);
        topic.append(0, "a");
        Map<String, Object> options =
                member(name, "group_protocol", protocol, "properties", Map.of("metadata.max.age.ms", "500"));
        try (Source source = source(topic.url(), options, Optional.empty())) {
            read(source, 1);
            topic.delete();
            String sentence = String.valueOf(assertThrows(ConnectorException.class, () -> read(source, 1))
                    .getMessage());
            assertEquals("the topic \"" + name + "\" at " + broker.node() + " was deleted", sentence);
        }
    }
}
