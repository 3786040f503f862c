package io.tapedeck.connectors.pubsub;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How Pub/Sub is reached.
 *
 * @param emulator the emulator's address, {@code host:port}, which is asked in the place of Google
 * @param endpoint another address of Google's than the global one
 * @param credentials a service account's file; the environment's credentials where it is empty
 * @param timeout how long an answer may take, with all attempts
 */
record Access(Optional<String> emulator, Optional<String> endpoint, Optional<Path> credentials, Duration timeout) {
    private static final String GOOGLE = "pubsub.googleapis.com:443";

    /** Whom it asks, for messages to people. */
    String server() {
        return emulator.or(() -> endpoint).orElse(GOOGLE);
    }
}
