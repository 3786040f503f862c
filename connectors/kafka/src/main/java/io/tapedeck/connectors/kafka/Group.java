package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.GroupProtocol;

/**
 * The consumer group that a source is a member of.
 *
 * @param name its id
 * @param protocol how its members agree on who reads what
 */
record Group(String name, GroupProtocol protocol) {
    private static final String GROUP = "group";
    private static final String PROTOCOL = "group_protocol";
    private static final String ACK = "ack";

    /** The options. */
    static List<OptionSpec> options() {
        return List.of(
                new OptionSpec(GROUP, OptionSpec.Type.STRING, "the consumer group whose members share the partitions"),
                new OptionSpec(PROTOCOL, OptionSpec.Type.STRING, "the group's protocol: classic or consumer"),
                new OptionSpec(
                        ACK, OptionSpec.Type.STRING, "when a record is acknowledged: log, or with a group sink"));
    }

    /** The group that a definition without mistakes names. */
    static Optional<Group> of(Endpoint endpoint) {
        return endpoint.string(GROUP)
                .map(name -> new Group(
                        name,
                        endpoint.string(PROTOCOL).flatMap(Group::protocolOf).orElse(GroupProtocol.CLASSIC)));
    }

    private static Optional<GroupProtocol> protocolOf(String word) {
        return switch (word) {
            case "classic" -> Optional.of(GroupProtocol.CLASSIC);
            case "consumer" -> Optional.of(GroupProtocol.CONSUMER);
            default -> Optional.empty();
        };
    }

    /** What is wrong with a definition. */
    static List<Mistake> check(Endpoint endpoint) {
        List<Mistake> mistakes = new ArrayList<>();
        boolean isMember = endpoint.string(GROUP).isPresent();
        endpoint.string(GROUP)
                .filter(String::isEmpty)
                .ifPresent(_ -> mistakes.add(new Mistake(GROUP, "a group has a name, such as \"billing\"")));
        endpoint.string(PROTOCOL).ifPresent(word -> {
            if (protocolOf(word).isEmpty()) {
                mistakes.add(new Mistake(PROTOCOL, "\"" + word + "\" is neither \"classic\" nor \"consumer\""));
            } else if (!isMember) {
                mistakes.add(new Mistake(PROTOCOL, "there is no group; group = … names one"));
            }
        });
        endpoint.string(ACK)
                .flatMap(word -> ackMistake(word, isMember))
                .ifPresent(what -> mistakes.add(new Mistake(ACK, what)));
        return mistakes;
    }

    private static Optional<String> ackMistake(String word, boolean isMember) {
        return switch (word) {
            case "log" ->
                isMember
                        ? Optional.of(
                                "with a group it is \"sink\": a partition may go to a worker that has not this one's "
                                        + "log, and what only that held would be lost")
                        : Optional.empty();
            case "sink" ->
                isMember ? Optional.empty() : Optional.of("\"sink\" is for a group; without one it is \"log\"");
            default -> Optional.of("\"" + word + "\" is neither \"log\" nor \"sink\"");
        };
    }
}
