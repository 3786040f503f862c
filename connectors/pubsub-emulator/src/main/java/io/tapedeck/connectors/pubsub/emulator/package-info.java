/** Google's Pub/Sub emulator, for tests. Nothing that runs a pipeline depends on it. */
@NullMarked
package io.tapedeck.connectors.pubsub.emulator;

import org.jspecify.annotations.NullMarked;
