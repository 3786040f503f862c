/** A Kafka broker for tests. Nothing that runs a pipeline depends on it. */
@NullMarked
package io.tapedeck.connectors.kafka.broker;

import org.jspecify.annotations.NullMarked;
