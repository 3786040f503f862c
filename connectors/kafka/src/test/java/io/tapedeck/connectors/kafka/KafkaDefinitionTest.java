package io.tapedeck.connectors.kafka;

import static io.tapedeck.connectors.kafka.Pipelines.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Guarantee;
import io.tapedeck.log.Durability;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What is found wrong with a definition, and what is promised, without a broker. */
class KafkaDefinitionTest {
    private static final KafkaConnector CONNECTOR = new KafkaConnector();
    private static final String URL = "kafka://localhost/orders";

    private static List<Mistake> source(String url, Map<String, Object> options) {
        return CONNECTOR.checkSource(endpoint(url, options));
    }

    private static List<Mistake> sink(String url, Map<String, Object> options) {
        return CONNECTOR.checkSink(endpoint(url, options));
    }

    private static Map<String, Object> properties(String name, String value) {
        return Map.of("properties", Map.of(name, value));
    }

    private static List<Mistake> mistake(String option, String message) {
        return List.of(new Mistake(option, message));
    }

    @Test
    void shouldBeFoundByItsScheme() {
        assertTrue(ServiceLoader.load(io.tapedeck.connectors.ConnectorProvider.class).stream()
                .anyMatch(provider -> provider.type() == KafkaConnector.class));
    }

    @Test
    void shouldTakeWhatIsRight() {
        assertEquals(List.of(), source("kafka://a,b:9093/orders,returns", Map.of()));
        assertEquals(
                List.of(),
                source(URL, Map.of("start", "2026-01-31T12:00:00+01:00", "follow", false, "decode", "bytes")));
        assertEquals(List.of(), source(URL, properties("max.poll.records", "17")));
        assertEquals(List.of(), source(URL, properties("sasl.jaas.config", "…")));
        assertEquals(
                List.of(), sink(URL, Map.of("guarantee", "at-least-once", "encode", "text", "create_partitions", 3L)));
        assertEquals(List.of(), sink(URL, properties("compression.type", "zstd")));
        assertEquals(List.of(), sink(URL, properties("acks", "-1")));
    }

    @Test
    void shouldSayWhatIsWrongWithAUrl() {
        assertEquals(
                mistake("url", "\"kafka://n/\" names no topic; it would be like kafka://n/orders"),
                source("kafka://n/", Map.of()));
        assertEquals(
                mistake(
                        "url",
                        "\"kafka://n\" has no \"/\" behind its servers; it would be like kafka://localhost:9092/orders"),
                source("kafka://n", Map.of()));
        assertEquals(mistake("url", "Kafka has no topics named \"..\""), source("kafka://n/a,..", Map.of()));
        assertEquals(
                mistake("url", "a sink writes to one topic; \"kafka://n/a,b\" names several"),
                sink("kafka://n/a,b", Map.of()));
    }

    @Test
    void shouldSayWhatIsWrongWithAnOption() {
        assertEquals(
                mistake(
                        "start",
                        "\"begin\" is not where to start: \"earliest\", \"latest\", a time such as "
                                + "\"2026-01-31T12:00:00Z\" or an offset such as \"1200\""),
                source(URL, Map.of("start", "begin")));
        assertEquals(
                mistake("decode", "\"avro\" is not one of json, text and bytes"),
                source(URL, Map.of("decode", "avro")));
        assertEquals(
                mistake("encode", "\"avro\" is not one of json, text and bytes"), sink(URL, Map.of("encode", "avro")));
        assertEquals(
                mistake("guarantee", "\"twice\" is neither \"once\" nor \"at-least-once\""),
                sink(URL, Map.of("guarantee", "twice")));
        assertEquals(
                mistake("create_partitions", "0 is not between 1 and 100000"),
                sink(URL, Map.of("create_partitions", 0L)));
    }

    @Test
    void shouldSayWhatIsWrongWithAGroup() {
        assertEquals(List.of(), source(URL, Map.of("group", "g", "group_protocol", "consumer", "ack", "sink")));
        assertEquals(List.of(), source(URL, Map.of("ack", "log")));
        assertEquals(mistake("group", "a group has a name, such as \"billing\""), source(URL, Map.of("group", "")));
        assertEquals(
                mistake("group_protocol", "\"raft\" is neither \"classic\" nor \"consumer\""),
                source(URL, Map.of("group", "g", "group_protocol", "raft")));
        assertEquals(
                mistake("group_protocol", "there is no group; group = … names one"),
                source(URL, Map.of("group_protocol", "consumer")));
        assertEquals(
                mistake(
                        "ack",
                        "with a group it is \"sink\": a partition may go to a worker that has not this one's log, and what "
                                + "only that held would be lost"),
                source(URL, Map.of("group", "g", "ack", "log")));
        assertEquals(
                mistake("ack", "\"sink\" is for a group; without one it is \"log\""),
                source(URL, Map.of("ack", "sink")));
        assertEquals(
                mistake("ack", "\"now\" is neither \"log\" nor \"sink\""),
                source(URL, Map.of("group", "g", "ack", "now")));
        assertEquals(
                mistake("follow", "a member of a group has no end; it shares what comes until it is stopped"),
                source(URL, Map.of("group", "g", "follow", false)));
    }

    @Test
    void shouldSayWhichPropertiesAGroupsProtocolDoesNotHave() {
        Map<String, Object> classic = Map.of(
                "group", "g", "properties", Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "2000"));
        assertEquals(List.of(), source(URL, classic));
        Map<String, Object> other = new java.util.HashMap<>(classic);
        other.put("group_protocol", "consumer");
        List<Mistake> mistakes = source(URL, other);
        assertEquals(
                List.of("properties"), mistakes.stream().map(Mistake::option).toList());
        assertTrue(
                mistakes.getFirst().message().contains("cannot be set when group.protocol=CONSUMER"),
                mistakes::toString);
    }

    @Test
    void shouldPromiseLessInAGroup() {
        Guarantee shared = CONNECTOR.sourceGuarantee(endpoint(URL, Map.of("group", "g")));
        assertEquals(Guarantee.Level.AT_LEAST_ONCE, shared.level());
        assertEquals(
                Guarantee.Level.ONCE,
                CONNECTOR.sourceGuarantee(endpoint(URL, Map.of())).level());
    }

    @Test
    void shouldRefusePropertiesThatBreakThePromise() {
        for (String name : List.of(
                "bootstrap.servers",
                "group.id",
                "group.protocol",
                "group.instance.id",
                "enable.auto.commit",
                "auto.offset.reset",
                "isolation.level",
                "value.deserializer")) {
            List<Mistake> mistakes = source(URL, properties(name, "x"));
            assertEquals(1, mistakes.size(), name);
            assertTrue(
                    mistakes.getFirst().message().startsWith("the property " + name + " cannot be set: "),
                    mistakes::toString);
        }
        assertEquals(
                mistake(
                        "properties",
                        "the property transactional.id cannot be set: it is the run's and the task's, so that a stale "
                                + "writer is fenced"),
                sink(URL, properties("transactional.id", "mine")));
        assertEquals(
                mistake(
                        "properties",
                        "enable.idempotence = \"false\" doubles outputs; leave it out, or say guarantee = "
                                + "\"at-least-once\""),
                sink(URL, properties("enable.idempotence", "false")));
        assertEquals(
                List.of(),
                sink(URL, Map.of("guarantee", "at-least-once", "properties", Map.of("enable.idempotence", "false"))));
        for (String guarantee : List.of("once", "at-least-once")) {
            assertEquals(
                    mistake("properties", "acks = \"1\" loses what was acknowledged; a sink needs \"all\""),
                    sink(URL, Map.of("guarantee", guarantee, "properties", Map.of("acks", "1"))));
        }
    }

    @Test
    void shouldFindMisspelledPropertiesAndWrongValues() {
        assertEquals(
                mistake("properties", "\"max.pol.records\" is no property of Kafka's consumer"),
                source(URL, properties("max.pol.records", "1")));
        assertEquals(
                mistake("properties", "\"max.poll.records\" is no property of Kafka's producer"),
                sink(URL, properties("max.poll.records", "1")));
        List<Mistake> wrong = source(URL, properties("max.poll.records", "many"));
        assertEquals(1, wrong.size());
        assertTrue(wrong.getFirst().message().contains("max.poll.records"), wrong::toString);
        // A class of the user's may have properties of its own.
        assertEquals(
                List.of(),
                sink(
                        URL,
                        Map.of("properties", Map.of("partitioner.class", Sticky.class.getName(), "sticky.for", "10"))));
    }

    /** A partitioner of the user's. */
    public static final class Sticky implements org.apache.kafka.clients.producer.Partitioner {
        @Override
        public int partition(
                String topic,
                Object key,
                byte[] keyBytes,
                Object value,
                byte[] valueBytes,
                org.apache.kafka.common.Cluster cluster) {
            return 0;
        }

        @Override
        public void configure(Map<String, ?> properties) {}

        @Override
        public void close() {}
    }

    @Test
    void shouldNotShowSecrets() {
        String secret = "s3cret";
        List<Mistake> mistakes = sink(
                URL,
                Map.of("properties", Map.of("sasl.jaas.config", secret, "ssl.key.password", secret, "linger.ms", "x")));
        assertEquals(1, mistakes.size(), mistakes::toString);
        assertFalse(mistakes.toString().contains(secret));
    }

    @Test
    void shouldStateItsGuarantees() {
        assertEquals(
                new Guarantee(Guarantee.Level.ONCE, "as long as the broker keeps the records"),
                CONNECTOR.sourceGuarantee(endpoint(URL, Map.of())));
        assertEquals(
                new Guarantee(
                        Guarantee.Level.ONCE, "a transaction holds the outputs and how far they go; fenced per task"),
                CONNECTOR.sinkGuarantee(endpoint(URL, Map.of()), Durability.FSYNC));
        assertEquals(
                new Guarantee(
                        Guarantee.Level.ONCE,
                        "a transaction holds the outputs and how far they go; fenced per task; short of a power loss"),
                CONNECTOR.sinkGuarantee(endpoint(URL, Map.of()), Durability.OS));
        assertEquals(
                new Guarantee(Guarantee.Level.AT_LEAST_ONCE_WITH_ID, "each record carries its effect id"),
                CONNECTOR.sinkGuarantee(endpoint(URL, Map.of("guarantee", "at-least-once")), Durability.FSYNC));
    }
}
