package io.tapedeck.connectors.http;

import io.tapedeck.connectors.ConnectorProvider.Mistake;
import io.tapedeck.connectors.OptionChecks;
import io.tapedeck.connectors.OptionSpec;
import io.tapedeck.connectors.Service;
import io.tapedeck.connectors.ServiceDefinition;
import io.tapedeck.connectors.ServiceProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Serves {@code http = "https://…"} in a table {@code [service.NAME]}. */
public final class HttpServiceProvider implements ServiceProvider {
    static final String KIND = "http";
    static final String TIMEOUT = "timeout";
    static final String ATTEMPTS = "attempts";

    static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);
    static final int ATTEMPTS_DEFAULT = 3;
    private static final int ATTEMPTS_MAX = 10;

    /** For {@link java.util.ServiceLoader}. */
    public HttpServiceProvider() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec(
                        RequestHeaders.OPTION,
                        OptionSpec.Type.TABLE,
                        "headers of every request; they are not recorded"),
                new OptionSpec(TIMEOUT, OptionSpec.Type.DURATION, "how long an attempt may take, 10s by default"),
                new OptionSpec(ATTEMPTS, OptionSpec.Type.INTEGER, "how often to try, 3 by default"));
    }

    @Override
    public List<Mistake> check(ServiceDefinition definition) {
        List<Mistake> mistakes = new ArrayList<>();
        if (address(definition.address()).isEmpty()) {
            mistakes.add(new Mistake(
                    KIND,
                    "an address such as \"https://geo.example/v1\" is wanted, not \"" + definition.address() + "\""));
        }
        OptionChecks.range(ATTEMPTS, definition.integer(ATTEMPTS), 1, ATTEMPTS_MAX)
                .ifPresent(mistakes::add);
        if (!definition.duration(TIMEOUT).orElse(TIMEOUT_DEFAULT).isPositive()) {
            mistakes.add(new Mistake(TIMEOUT, "\"timeout\" must be more than nothing"));
        }
        mistakes.addAll(RequestHeaders.check(definition.table(RequestHeaders.OPTION)));
        return mistakes;
    }

    /** The address of a service without a slash at its end; empty where it is none. */
    static Optional<URI> address(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean isWhole = uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return isHttp && isWhole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public Service open(ServiceDefinition definition) {
        return new HttpService(
                address(definition.address()).orElseThrow(),
                definition.table(RequestHeaders.OPTION),
                definition.duration(TIMEOUT).orElse(TIMEOUT_DEFAULT),
                Math.toIntExact(definition.integer(ATTEMPTS).orElse((long) ATTEMPTS_DEFAULT)));
    }
}
