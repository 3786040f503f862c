package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.NodesUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What sources and sinks have in common: the URL's servers and topics, and the client's properties. */
final class Topics {
    private static final int DEFAULT_PORT = 9092;
    private static final List<String> NOT_NAMES = List.of(".", "..");

    private Topics() {}

    /**
     * The servers and topics of a URL.
     *
     * @throws IllegalArgumentException where it is not of the form, with a sentence
     */
    static NodesUrl of(Endpoint endpoint) {
        return NodesUrl.parse(endpoint.url(), DEFAULT_PORT);
    }

    /** What is wrong with a URL. */
    static Optional<String> mistake(Endpoint endpoint) {
        try {
            NodesUrl url = of(endpoint);
            if (url.keys().isEmpty()) {
                return Optional.of(
                        "\"" + endpoint.url() + "\" names no topic; it would be like " + endpoint.url() + "orders");
            }
            return url.keys().stream()
                    .filter(NOT_NAMES::contains)
                    .findFirst()
                    .map(name -> "Kafka has no topics named \"" + name + "\"");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The table of properties for the client. */
    static Map<String, String> properties(Endpoint endpoint) {
        return endpoint.options().get(ClientProperties.OPTION) instanceof Map<?, ?> table
                ? table.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> String.valueOf(entry.getValue())))
                : Map.of();
    }
}
