package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionChecks;
import io.tapedeck.connectors.OptionSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a sink: their names, what is wrong with them, and what they say. */
record HttpSinkOptions(Endpoint endpoint) {
    private static final String METHOD = "method";
    private static final String ENCODE = "encode";
    private static final String BATCH = "batch";
    private static final String BATCH_AS = "batch_as";
    private static final String IN_FLIGHT = "in_flight";
    private static final String TIMEOUT = "timeout";
    private static final String ATTEMPTS = "attempts";

    private static final List<String> METHODS = List.of("POST", "PUT", "PATCH");
    private static final long BATCH_MAX = 10_000;
    private static final long IN_FLIGHT_MAX = 100;
    private static final long ATTEMPTS_DEFAULT = 5;
    private static final long ATTEMPTS_MAX = 10;
    private static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);

    static final List<OptionSpec> SPECS = List.of(
            new OptionSpec(METHOD, OptionSpec.Type.STRING, "POST, PUT or PATCH"),
            new OptionSpec(
                    RequestHeaders.OPTION, OptionSpec.Type.TABLE, "headers of every request; they are not recorded"),
            new OptionSpec(ENCODE, OptionSpec.Type.STRING, "how to write a content: json or text"),
            new OptionSpec(BATCH, OptionSpec.Type.INTEGER, "the most outputs of a request, 1 by default"),
            new OptionSpec(BATCH_AS, OptionSpec.Type.STRING, "a batch is an array or lines"),
            new OptionSpec(IN_FLIGHT, OptionSpec.Type.INTEGER, "how many requests at once; 1, which keeps the order"),
            new OptionSpec(TIMEOUT, OptionSpec.Type.DURATION, "how long an attempt may take, 10s by default"),
            new OptionSpec(ATTEMPTS, OptionSpec.Type.INTEGER, "how often to try, 5 by default"));

    /** How the outputs of a request are put together. */
    enum BatchForm {
        /** A JSON array. */
        ARRAY,
        /** A JSON value a line. */
        LINES
    }

    List<Mistake> check() {
        List<Mistake> mistakes = new ArrayList<>();
        try {
            checkAddress(new URI(endpoint.url().toString()), mistakes);
        } catch (URISyntaxException e) {
            mistakes.add(new Mistake("url", "\"" + endpoint.url() + "\" is no address: " + e.getReason()));
        }
        checkWord(mistakes, METHOD, METHODS);
        checkWord(mistakes, ENCODE, List.of("json", "text"));
        checkWord(mistakes, BATCH_AS, List.of("array", "lines"));
        OptionChecks.range(BATCH, endpoint.integer(BATCH), 1, BATCH_MAX).ifPresent(mistakes::add);
        OptionChecks.range(IN_FLIGHT, endpoint.integer(IN_FLIGHT), 1, IN_FLIGHT_MAX)
                .ifPresent(mistakes::add);
        OptionChecks.range(ATTEMPTS, endpoint.integer(ATTEMPTS), 1, ATTEMPTS_MAX)
                .ifPresent(mistakes::add);
        if (!timeout().isPositive()) {
            mistakes.add(new Mistake(TIMEOUT, "\"timeout\" must be more than nothing"));
        }
        if (endpoint.options().containsKey(BATCH_AS) && batch() == 1) {
            mistakes.add(new Mistake(BATCH_AS, "a request has one output; batch = … puts more into it"));
        }
        if (isText() && batch() > 1) {
            mistakes.add(new Mistake(ENCODE, "outputs that share a request are written as JSON"));
        }
        mistakes.addAll(RequestHeaders.check(headers()));
        return mistakes;
    }

    private static void checkAddress(URI address, List<Mistake> mistakes) {
        if (address.getHost() == null) {
            mistakes.add(new Mistake("url", "\"" + address + "\" names no server; https://hooks.example/v1 does"));
        } else if (address.getRawUserInfo() != null) {
            mistakes.add(new Mistake(
                    "url",
                    "a password has no place in a URL, which is recorded; headers = { Authorization = \"${env:…}\" }"
                            + " has one"));
        } else if (address.getRawFragment() != null) {
            mistakes.add(new Mistake("url", "what stands behind # is never sent to a server"));
        }
    }

    private void checkWord(List<Mistake> mistakes, String name, List<String> words) {
        endpoint.string(name)
                .filter(word -> !words.contains(word))
                .ifPresent(word -> mistakes.add(new Mistake(
                        name, "\"" + name + "\" is one of " + String.join(", ", words) + ", not \"" + word + "\"")));
    }

    URI address() {
        return URI.create(endpoint.url().toString());
    }

    String method() {
        return endpoint.string(METHOD).orElse(METHODS.getFirst());
    }

    @SuppressWarnings("unchecked") // of this type by its specification
    Map<String, String> headers() {
        return Optional.ofNullable((Map<String, String>) endpoint.options().get(RequestHeaders.OPTION))
                .orElse(Map.of());
    }

    /** Whether strings and bytes are written as they are. */
    boolean isText() {
        return endpoint.string(ENCODE).filter("text"::equals).isPresent();
    }

    int batch() {
        return Math.toIntExact(endpoint.integer(BATCH).orElse(1L));
    }

    BatchForm batchForm() {
        return endpoint.string(BATCH_AS).filter("lines"::equals).isPresent() ? BatchForm.LINES : BatchForm.ARRAY;
    }

    int inFlight() {
        return Math.toIntExact(endpoint.integer(IN_FLIGHT).orElse(1L));
    }

    Duration timeout() {
        return endpoint.duration(TIMEOUT).orElse(TIMEOUT_DEFAULT);
    }

    int attempts() {
        return Math.toIntExact(endpoint.integer(ATTEMPTS).orElse(ATTEMPTS_DEFAULT));
    }
}
