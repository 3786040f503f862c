package io.tapedeck.connectors.pubsub;

/** Names of attributes, and of a header that is none. */
final class AttributeNames {
    /** Holds the effect's id, {@code lineage/task/ordinal.index}: the same when it comes again. */
    static final String EFFECT_ID = "tapedeck-effect-id";

    /** Holds the key of an output that is not its ordering key. */
    static final String KEY = "tapedeck-key";

    /** The header with the id that Pub/Sub gave a message; no attribute. */
    static final String MESSAGE_ID = "pubsub-message-id";

    private AttributeNames() {}
}
