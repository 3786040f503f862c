package io.tapedeck.connectors;

import io.tapedeck.log.Bytes;
import io.tapedeck.log.Output;

/**
 * An output on its way out.
 *
 * @param id which one
 * @param timeNanos the time of the message that it was made from, in nanoseconds since 1970
 * @param output the output
 * @param encoded what {@link Sink#encode} made of it
 */
public record Effect(EffectId id, long timeNanos, Output output, Bytes encoded) {}
