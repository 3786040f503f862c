/** Reads from Kafka topics and writes to them. */
@NullMarked
package io.tapedeck.connectors.kafka;

import org.jspecify.annotations.NullMarked;
