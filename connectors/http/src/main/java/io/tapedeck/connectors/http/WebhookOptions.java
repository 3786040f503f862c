package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.Endpoint;
import io.tapedeck.connectors.OptionChecks;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.PayloadDecoder;
import io.tapedeck.log.PayloadEncoding;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of a source: their names, what is wrong with them, and what they say. */
record WebhookOptions(Endpoint endpoint) {
    private static final String DECODE = "decode";
    private static final String TOKEN = "token";
    private static final String BODY_MAX = "body_max";
    private static final String OUTSTANDING = "outstanding";

    private static final int PORT_DEFAULT = 80;
    private static final long BODY_BYTES_DEFAULT = 1 << 20;
    private static final long BODY_BYTES_MAX = 1 << 30;
    private static final long OUTSTANDING_DEFAULT = 1_000;
    private static final long OUTSTANDING_MAX = 100_000;

    static final List<OptionSpec> SPECS = List.of(
            new OptionSpec(DECODE, OptionSpec.Type.STRING, "what a body is: json, text or bytes"),
            new OptionSpec(TOKEN, OptionSpec.Type.STRING, "what a request must have as Authorization: Bearer …"),
            new OptionSpec(BODY_MAX, OptionSpec.Type.INTEGER, "the most bytes of a body, 1 MiB by default"),
            new OptionSpec(OUTSTANDING, OptionSpec.Type.INTEGER, "how many requests may wait for their answers"));

    List<Mistake> check() {
        List<Mistake> mistakes = new ArrayList<>();
        if (endpoint.url().scheme().equals("https")) {
            mistakes.add(new Mistake(
                    "url", "a source hears http:// only; a proxy in front of it, such as nginx or Caddy, hears https"));
            return mistakes;
        }
        try {
            URI address = new URI(endpoint.url().toString());
            if (address.getHost() == null
                    || address.getRawUserInfo() != null
                    || address.getRawQuery() != null
                    || address.getRawFragment() != null) {
                mistakes.add(new Mistake(
                        "url",
                        "\"" + endpoint.url() + "\" is not where to listen; http://127.0.0.1:8080/hook would be"));
            }
        } catch (URISyntaxException e) {
            mistakes.add(new Mistake("url", "\"" + endpoint.url() + "\" is no address: " + e.getReason()));
        }
        OptionChecks.encoding(DECODE, endpoint.string(DECODE)).ifPresent(mistakes::add);
        endpoint.string(TOKEN)
                .filter(String::isEmpty)
                .ifPresent(_ -> mistakes.add(new Mistake(TOKEN, "\"token\" is empty; leave it out to let all in")));
        OptionChecks.range(BODY_MAX, endpoint.integer(BODY_MAX), 1, BODY_BYTES_MAX)
                .ifPresent(mistakes::add);
        OptionChecks.range(OUTSTANDING, endpoint.integer(OUTSTANDING), 1, OUTSTANDING_MAX)
                .ifPresent(mistakes::add);
        return mistakes;
    }

    private URI address() {
        return URI.create(endpoint.url().toString());
    }

    InetSocketAddress listensAt() {
        String host = address().getHost().replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(
                host, address().getPort() < 0 ? PORT_DEFAULT : address().getPort());
    }

    /** The path of requests. */
    String path() {
        return address().getPath().isEmpty() ? "/" : address().getPath();
    }

    PayloadEncoding encoding() {
        return endpoint.string(DECODE).flatMap(PayloadDecoder::encodingOf).orElse(PayloadEncoding.JSON);
    }

    Optional<String> token() {
        return endpoint.string(TOKEN);
    }

    int bodyBytesMax() {
        return Math.toIntExact(endpoint.integer(BODY_MAX).orElse(BODY_BYTES_DEFAULT));
    }

    int outstandingMax() {
        return Math.toIntExact(endpoint.integer(OUTSTANDING).orElse(OUTSTANDING_DEFAULT));
    }
}
