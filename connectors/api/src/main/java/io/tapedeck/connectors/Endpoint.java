package io.tapedeck.connectors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where a stream is, as a pipeline says it, resolved and type-checked.
 *
 * @param url the URL as it was written
 * @param folder the folder that relative paths start from: the pipeline file's
 * @param options the table's other entries by name; each a String, Boolean, Long or Duration, or a
 *     Map of Strings, as its {@link OptionSpec} says
 */
public record Endpoint(StreamUrl url, Path folder, Map<String, Object> options) {
    /** Copies the options. */
    public Endpoint {
        options = Map.copyOf(options);
    }

    /** The path of a {@code file}, {@code chronicle} or {@code stdio} URL, resolved against the folder. */
    public Path path() {
        return folder.resolve(url.rest()).normalize();
    }

    /** A string option. */
    public Optional<String> string(String name) {
        return Optional.ofNullable((String) options.get(name));
    }

    /** A boolean option, false where it is not given. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    /** A boolean option. */
    public boolean flag(String name, boolean otherwise) {
        return options.get(name) instanceof Boolean value ? value : otherwise;
    }

    /** A duration option. */
    public Optional<Duration> duration(String name) {
        return Optional.ofNullable((Duration) options.get(name));
    }

    /** An integer option. */
    public Optional<Long> integer(String name) {
        return Optional.ofNullable((Long) options.get(name));
    }
}
