package io.tapedeck.connectors.kafka;

import io.tapedeck.connectors.ConnectorException;
import io.tapedeck.connectors.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The brokers that a URL names, and what they refuse, in sentences.
 *
 * @param nodes {@code host:port} each
 */
record Cluster(List<String> nodes) {
    Cluster {
        nodes = List.copyOf(nodes);
    }

    /**
     * What the client or a broker threw.
     *
     * @param doing what was tried, such as {@code read the topic "orders"}
     */
    ConnectorException failed(String doing, Throwable thrown) {
        Throwable cause = cause(thrown);
        String what = "cannot " + doing + " at " + this + ": ";
        return switch (cause) {
            case TimeoutException timeout ->
                new UnreachableException(
                        what + "no answer in time (" + sentence(timeout) + "); run again when the broker is there",
                        thrown);
            case DisconnectException _ ->
                new UnreachableException(what + "the connection was cut; run again when the broker is there", thrown);
            case AuthenticationException refused ->
                new ConnectorException(
                        what + sentence(refused) + "; check the user and password in properties", thrown);
            case AuthorizationException refused ->
                new ConnectorException(what + sentence(refused) + "; the user needs the right to do it", thrown);
            default -> new ConnectorException(what + sentence(cause), thrown);
        };
    }

    /** The innermost exception of Kafka's: the others only say that something failed. */
    private static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        for (Throwable each : chain(thrown)) {
            if (each.getClass().getName().startsWith("org.apache.kafka.")) {
                cause = each;
            }
        }
        return cause;
    }

    /** An exception of this kind among a throwable and its causes. */
    static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> kind) {
        return chain(thrown).stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Optional<Throwable> next = Optional.of(thrown);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = Optional.ofNullable(next.get().getCause());
        }
        return chain;
    }

    /** The first line of a message, without its full stop. */
    private static String sentence(Throwable thrown) {
        String text = Optional.ofNullable(thrown.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse(thrown.getClass().getSimpleName());
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public String toString() {
        return String.join(",", nodes);
    }
}
