package io.tapedeck.connectors;

/**
 * What an edge of a pipeline promises.
 *
 * @param level how often a message arrives
 * @param condition how that is reached, or what it depends on; a short phrase
 */
public record Guarantee(Level level, String condition) {
    /** How often a message arrives. */
    public enum Level {
        /** Once: none lost, none doubled. */
        ONCE("once"),
        /** At least once, with an id by which the receiver can tell a repetition. */
        AT_LEAST_ONCE_WITH_ID("at least once, with id"),
        /** At least once. */
        AT_LEAST_ONCE("at least once");

        private final String words;

        Level(String words) {
            this.words = words;
        }

        /** As {@code check} prints it. */
        public String words() {
            return words;
        }
    }
}
