package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.NodesUrl;
import io.tapedeck.connectors.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sink as a pipeline defines it.
 *
 * @param cluster the brokers
 * @param topic the topic
 * @param once whether each output is to be there once; else at least once
 * @param encoding how a value is written
 * @param createPartitions with how many partitions the topic is created where it is not there
 * @param properties the client's, as given
 */
record SinkDefinition(
        Cluster cluster,
        String topic,
        boolean once,
        ValueEncoding encoding,
        Optional<Integer> createPartitions,
        Map<String, String> properties) {
    private static final String GUARANTEE = "guarantee";
    private static final String ENCODE = "encode";
    private static final String CREATE_PARTITIONS = "create_partitions";
    private static final String ONCE = "once";
    private static final List<String> GUARANTEES = List.of(ONCE, "at-least-once");
    private static final int PARTITIONS_MAX = 100_000;

    /** The options. */
    static List<OptionSpec> options() {
        return List.of(
                new OptionSpec(GUARANTEE, OptionSpec.Type.STRING, "\"once\" (the default) or \"at-least-once\""),
                new OptionSpec(ENCODE, OptionSpec.Type.STRING, "how a value is written: json, text or bytes"),
                new OptionSpec(
                        CREATE_PARTITIONS,
                        OptionSpec.Type.INTEGER,
                        "create the topic with so many partitions, where it is not there"),
                new OptionSpec(
                        ClientProperties.OPTION, OptionSpec.Type.TABLE, "properties of Kafka's producer, by name"));
    }

    /** What is wrong with a definition. */
    static List<Mistake> check(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>();
        checkUrl(endpoint).ifPresent(what -> mistakes.add(new Mistake("url", what)));
        endpoint.string(GUARANTEE)
                .filter(word -> !GUARANTEES.contains(word))
                .ifPresent(word -> mistakes.add(
                        new Mistake(GUARANTEE, "\"" + word + "\" is neither \"once\" nor \"at-least-once\"")));
        endpoint.string(ENCODE)
                .filter(word -> ValueEncoding.ofWord(word).isEmpty())
                .ifPresent(word ->
                        mistakes.add(new Mistake(ENCODE, "\"" + word + "\" is not one of json, text and bytes")));
        endpoint.integer(CREATE_PARTITIONS)
                .filter(count -> count < 1 || count > PARTITIONS_MAX)
                .ifPresent(count -> mistakes.add(
                        new Mistake(CREATE_PARTITIONS, count + " is not between 1 and " + PARTITIONS_MAX)));
        ClientProperties.ofSink(Topics.properties(endpoint), isOnce(endpoint))
                .mistakes()
                .forEach(what -> mistakes.add(new Mistake(ClientProperties.OPTION, what)));
        return mistakes;
    }

    private static Optional<String> checkUrl(Endpoint endpoint) {
        Optional<String> mistake = Topics.mistake(endpoint);
        return mistake.isEmpty() && Topics.of(endpoint).keys().size() > 1
                ? Optional.of("a sink writes to one topic; \"" + endpoint.url() + "\" names several")
                : mistake;
    }

    /** A definition without mistakes. */
    static SinkDefinition of(Endpoint endpoint) {
        NodesUrl url = Topics.of(endpoint);
        return new SinkDefinition(
                new Cluster(url.nodes()),
                url.keys().getFirst(),
                isOnce(endpoint),
                endpoint.string(ENCODE).flatMap(ValueEncoding::ofWord).orElse(ValueEncoding.JSON),
                endpoint.integer(CREATE_PARTITIONS).map(Math::toIntExact),
                Topics.properties(endpoint));
    }

    /** Whether a sink is to hold each output once. */
    static boolean isOnce(Endpoint endpoint) {
        return endpoint.string(GUARANTEE).orElse(ONCE).equals(ONCE);
    }
}
