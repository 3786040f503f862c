package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.NodesUrl;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.PayloadEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source as a pipeline defines it.
 *
 * @param cluster the brokers
 * @param topics the topics, one at least
 * @param start where a new run begins
 * @param follow whether to wait for more at the end
 * @param encoding what a record's value is
 * @param group the group that shares the partitions; empty where this source reads all
 * @param properties the client's, as given
 */
record SourceDefinition(
        Cluster cluster,
        List<String> topics,
        StartAt start,
        boolean follow,
        PayloadEncoding encoding,
        Optional<Group> group,
        Map<String, String> properties) {
    private static final String START = "start";
    private static final String FOLLOW = "follow";
    private static final String DECODE = "decode";

    /** The options. */
    static List<OptionSpec> options() {
        List<OptionSpec> options = new ArrayList<>(Group.options());
        options.addAll(List.of(
                new OptionSpec(START, OptionSpec.Type.STRING, "where a new run begins: " + StartAt.FORMS),
                new OptionSpec(FOLLOW, OptionSpec.Type.BOOLEAN, "wait for more at the topics' end (the default)"),
                new OptionSpec(DECODE, OptionSpec.Type.STRING, "what a record's value is: json, text or bytes"),
                new OptionSpec(
                        ClientProperties.OPTION, OptionSpec.Type.TABLE, "properties of Kafka's consumer, by name")));
        return options;
    }

    /** What is wrong with a definition. */
    static List<Mistake> check(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>();
        Topics.mistake(endpoint).ifPresent(what -> mistakes.add(new Mistake("url", what)));
        endpoint.string(START)
                .filter(text -> StartAt.parse(text).isEmpty())
                .ifPresent(text ->
                        mistakes.add(new Mistake(START, "\"" + text + "\" is not where to start: " + StartAt.FORMS)));
        endpoint.string(DECODE)
                .filter(word -> PayloadDecoder.encodingOf(word).isEmpty())
                .ifPresent(word ->
                        mistakes.add(new Mistake(DECODE, "\"" + word + "\" is not one of json, text and bytes")));
        mistakes.addAll(Group.check(endpoint));
        if (Group.of(endpoint).isPresent() && !endpoint.flag(FOLLOW, /* otherwise= */ true)) {
            mistakes.add(
                    new Mistake(FOLLOW, "a member of a group has no end; it shares what comes until it is stopped"));
        }
        ClientProperties properties = ClientProperties.ofSource(Topics.properties(endpoint));
        properties.mistakes().forEach(what -> mistakes.add(new Mistake(ClientProperties.OPTION, what)));
        if (mistakes.isEmpty()) {
            SourceDefinition definition = of(endpoint);
            definition
                    .group()
                    .flatMap(group -> properties.mistakeOfMember(definition.cluster(), group))
                    .ifPresent(what -> mistakes.add(new Mistake(ClientProperties.OPTION, what)));
        }
        return mistakes;
    }

    /** The topics' names, for messages. */
    String topicNames() {
        return "\"" + String.join("\", \"", topics) + "\"";
    }

    /** A definition without mistakes. */
    static SourceDefinition of(Endpoint endpoint) {
        NodesUrl url = Topics.of(endpoint);
        return new SourceDefinition(
                new Cluster(url.nodes()),
                url.keys(),
                endpoint.string(START).flatMap(StartAt::parse).orElse(StartAt.Edge.EARLIEST),
                endpoint.flag(FOLLOW, /* otherwise= */ true),
                endpoint.string(DECODE).flatMap(PayloadDecoder::encodingOf).orElse(PayloadEncoding.JSON),
                Group.of(endpoint),
                Topics.properties(endpoint));
    }
}
