package io.tapedeck.tools.convert;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.Value;

/**
 * A message on its way from one file to another.
 *
 * @param feedTimeNanos when it was fed or appended, in nanoseconds since 1970
 * @param message the message
 * @param position what a log says of its source's position, or {@link Value#NULL}
 * @param place where it is, for people: a line, or {@code stream/shard@sequence}
 */
public record Incoming(long feedTimeNanos, EncodedMessage message, Value position, String place) {}
