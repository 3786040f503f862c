package io.tapedeck.tools.migrate;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Services of HTTP: what outputs are sent to, and what middlewares ask. */
final class HttpStreams implements StreamWriter {
    private static final Set<String> KNOWN = Set.of("name", "provider", "host", "max_retries", "timeout_sec");
    private static final long ATTEMPTS_DEFAULT = 5;
    private static final long ATTEMPTS_MAX = 10;
    private static final long TIMEOUT_SECONDS_DEFAULT = 30;
    private static final long BATCH_MAX = 10_000;

    @Override
    public Map<String, Object> source(MstreamReference from, PipelinePlan plan, Draft draft) {
        from.table().mistakeAt("service_name", "an HTTP service cannot be a source, in mstream neither");
        return Map.of();
    }

    @Override
    public Map<String, Object> sink(MstreamReference to, PipelinePlan plan, Draft draft) {
        Map<String, Object> stream = new LinkedHashMap<>();
        stream.put("url", address(to).toString());
        plan.connector()
                .batch()
                .filter(count -> count > 1)
                .ifPresent(count -> stream.put("batch", Math.min(count, BATCH_MAX)));
        putOptions(stream, to.service(), draft);
        return stream;
    }

    /** The table of a service that a middleware asks. */
    static Map<String, Object> service(MstreamReference middleware, Draft draft) {
        Map<String, Object> service = new LinkedHashMap<>();
        URI address = address(middleware);
        service.put("http", address.getScheme() + "://" + address.getRawAuthority());
        putOptions(service, middleware.service(), draft);
        return service;
    }

    /** The path that a middleware asks for, with what stands in front of it in the service's address. */
    static String path(MstreamReference middleware) {
        URI address = address(middleware);
        return address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
    }

    /** The resource as mstream finds it from the host: by the rules of relative references. */
    private static URI address(MstreamReference reference) {
        ForeignTable table = reference.service().table();
        String host = table.requiredString("host");
        try {
            URI base = URI.create(host);
            if (base.getScheme() == null || base.getHost() == null) {
                throw new IllegalArgumentException("no address");
            }
            String authority = base.getHost() + (base.getPort() < 0 ? "" : ":" + base.getPort());
            String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
            return URI.create(base.getScheme() + "://" + authority + path).resolve(reference.resource());
        } catch (IllegalArgumentException e) {
            table.mistakeAt("host", "\"host\" is an address such as \"http://localhost:8000\", and a resource a path");
            return URI.create("http://localhost/");
        }
    }

    private static void putOptions(Map<String, Object> table, MstreamService service, Draft draft) {
        ForeignTable original = service.table();
        table.put("timeout", original.integer("timeout_sec").orElse(TIMEOUT_SECONDS_DEFAULT) + "s");
        long attempts = original.integer("max_retries").orElse(ATTEMPTS_DEFAULT);
        table.put("attempts", Math.clamp(attempts, 1, ATTEMPTS_MAX));
        if (attempts > ATTEMPTS_MAX) {
            draft.comment("max_retries is " + attempts + " in mstream; more than " + ATTEMPTS_MAX
                    + " attempts are none here, but retry = \"1h\" of the pipeline waits for a server that is away");
        }
        login(original).ifPresent(entry -> {
            draft.notCarriedOver("the user in host", "host", entry.line(), "it goes into a header");
            table.put("headers", Map.of("Authorization", "Basic " + draft.secret(service, "basic_credentials")));
        });
        original.entriesBut(KNOWN).forEach(entry -> draft.notCarriedOver(entry, reason(entry.path())));
    }

    private static Optional<ForeignTable.Entry> login(ForeignTable table) {
        return table.entries().stream()
                .filter(entry -> entry.path().equals("host")
                        && !Secrets.withoutUser(entry.value().toString())
                                .equals(entry.value().toString()))
                .findFirst();
    }

    private static String reason(String key) {
        return switch (key) {
            case "base_backoff_ms" -> "it is tried again after 200 ms, then 400 ms and so on, or when Retry-After says";
            case "connection_timeout_sec" -> "timeout is that of a whole attempt";
            case "tcp_keepalive_sec" -> "the client keeps connections as it sees fit";
            default -> "mstream does not know this key either";
        };
    }
}
