package io.tapedeck.connectors;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A service as a pipeline file declares it.
 *
 * @param name its name, by which processors ask it
 * @param kind the {@link ServiceProvider#kind()} that serves it
 * @param address where it is
 * @param options the table's other entries by name; each a String, Boolean, Long, Duration or Map of strings as its
 *     {@link OptionSpec} says
 */
public record ServiceDefinition(String name, String kind, String address, Map<String, Object> options) {
    /** Copies the options. */
    public ServiceDefinition {
        options = Map.copyOf(options);
    }

    /** A duration option. */
    public Optional<Duration> duration(String option) {
        return Optional.ofNullable((Duration) options.get(option));
    }

    /** An integer option. */
    public Optional<Long> integer(String option) {
        return Optional.ofNullable((Long) options.get(option));
    }

    /** An option that is a table of strings, empty where it is not given. */
    @SuppressWarnings("unchecked")
    public Map<String, String> table(String option) {
        return (Map<String, String>) options.getOrDefault(option, Map.of());
    }
}
