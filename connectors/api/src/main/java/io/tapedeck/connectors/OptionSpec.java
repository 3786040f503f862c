package io.tapedeck.connectors;

/**
 * An option of a source, a sink or a service.
 *
 * @param name its key in the table
 * @param type what it holds
 * @param description a line for people
 */
public record OptionSpec(String name, Type type, String description) {
    /** What an option holds. */
    public enum Type {
        /** A string. */
        STRING,
        /** True or false. */
        BOOLEAN,
        /** An integer. */
        INTEGER,
        /** A duration such as {@code 500ms} or {@code 10s}. */
        DURATION,
        /** A table of strings. */
        TABLE
    }
}
