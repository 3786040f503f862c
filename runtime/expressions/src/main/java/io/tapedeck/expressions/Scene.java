package io.tapedeck.expressions;

import io.tapedeck.log.Message;
import io.tapedeck.log.Value;
import io.tapedeck.runtime.KeyValueStore;
import java.time.Instant;
import java.util.List;

/**
 * What a condition looks at: an input of a run and what came of it.
 *
 * @param input the input, decoded
 * @param outputs the values of the outputs made of it
 * @param state the step's store behind it
 * @param clock when it was fed
 * @param failure what it failed by: a map with {@code step}, {@code kind}, {@code error} and more; {@link Value#NULL}
 *     where it went through
 */
public record Scene(Message input, List<Value> outputs, KeyValueStore state, Instant clock, Value failure) {}
