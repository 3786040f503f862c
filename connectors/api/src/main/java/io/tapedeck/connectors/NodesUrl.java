package io.tapedeck.connectors;

import io.tapedeck.log.StreamKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The URL of streams on servers, {@code scheme://node[,node]/key[,key]} ({@code spec/stream-url.md}), by SeaStreamer's
 * rules: what stands behind the last slash are keys; the slash must be there, keys need not; empty entries of a list
 * are passed over.
 *
 * @param nodes the servers, {@code host:port} each, in the order given; one at least
 * @param keys the streams' names ({@link StreamKey}), in the order given; empty where the URL ends with the slash
 */
public record NodesUrl(List<String> nodes, List<String> keys) {
    private static final Pattern NODE =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");
    private static final int PORT_MAX = 65_535;
    private static final Set<String> RESERVED = Set.of("SEA_STREAMER_INTERNAL", "SEA_STREAMER_WILDCARD");

    /** Copies the lists. */
    public NodesUrl {
        nodes = List.copyOf(nodes);
        keys = List.copyOf(keys);
    }

    /**
     * Reads a URL of this form.
     *
     * @param defaultPort the port of a node that names none
     * @throws IllegalArgumentException where it is not of this form, with a sentence that says what would be
     */
    public static NodesUrl parse(StreamUrl url, int defaultPort) {
        Parser parser = new Parser(url, defaultPort);
        return parser.parse();
    }

    private record Parser(StreamUrl url, int defaultPort) {
        NodesUrl parse() {
            String rest = url.rest();
            if (rest.contains("@")) {
                // Not shown: it may hold a password.
                throw new IllegalArgumentException(
                        "a " + url.scheme()
                                + ":// URL holds no user and no password, for it is recorded; give them as options of the table");
            }
            int slash = rest.lastIndexOf('/');
            if (slash < 0) {
                throw refusal("has no \"/\" behind its servers");
            }
            List<String> nodes =
                    entries(rest.substring(0, slash)).map(this::node).distinct().toList();
            if (nodes.isEmpty()) {
                throw refusal("names no server");
            }
            return new NodesUrl(nodes, keys(rest.substring(slash + 1)));
        }

        private static Stream<String> entries(String list) {
            return Stream.of(list.split(",")).filter(entry -> !entry.isEmpty());
        }

        private String node(String text) {
            Matcher matcher = NODE.matcher(text);
            if (!matcher.matches()) {
                throw refusal("has \"" + text + "\" for a server");
            }
            int port =
                    Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).orElse(defaultPort);
            if (port < 1 || port > PORT_MAX) {
                throw refusal("has the port " + port);
            }
            return matcher.group(1) + ":" + port;
        }

        private List<String> keys(String list) {
            List<String> keys = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            entries(list).map(this::key).forEach(key -> {
                if (!seen.add(key)) {
                    throw new IllegalArgumentException("\"" + url + "\" names \"" + key + "\" twice");
                }
                keys.add(key);
            });
            return keys;
        }

        private String key(String text) {
            if (RESERVED.contains(text)) {
                throw new IllegalArgumentException("\"" + text + "\" is a name that SeaStreamer keeps for itself");
            }
            return new StreamKey(text).name();
        }

        private IllegalArgumentException refusal(String what) {
            return new IllegalArgumentException("\"" + url + "\" " + what + "; it would be like " + url.scheme()
                    + "://localhost:" + defaultPort + "/orders");
        }
    }
}
