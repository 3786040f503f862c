package io.tapedeck.log;

import java.util.regex.Pattern;

/**
 * The name of a stream: 1 to 249 of {@code a–z A–Z 0–9 . _ -}, as SeaStreamer and Kafka allow.
 *
 * @param name the name
 */
public record StreamKey(String name) implements Comparable<StreamKey> {
    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** @throws IllegalArgumentException where the name does not follow the grammar */
    public StreamKey {
        if (!GRAMMAR.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a stream's name: 1 to 249 letters, digits, dots, underscores or hyphens");
        }
    }

    /** The nearest legal name: what the grammar does not allow becomes a hyphen. */
    public static StreamKey nearest(String text) {
        String legal = text.replaceAll("[^a-zA-Z0-9._-]", "-");
        return new StreamKey(legal.isEmpty() ? "stream" : legal.substring(0, Math.min(249, legal.length())));
    }

    @Override
    public int compareTo(StreamKey other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
