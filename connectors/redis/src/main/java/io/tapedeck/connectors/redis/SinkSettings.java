package io.tapedeck.connectors.redis;

import java.util.Optional;

/**
 * What a sink does with a stream.
 *
 * @param key the Redis key
 * @param maxlen how many entries to keep, about; all where it is empty
 * @param mkstream whether the stream is made where it is not there
 * @param writer makes the entries
 */
record SinkSettings(String key, Optional<Long> maxlen, boolean mkstream, EntryWriter writer) {}
