package io.tapedeck.log;

import java.time.Instant;
import java.util.List;

/**
 * A message as a processor sees it: decoded.
 *
 * @param stream the stream it is from
 * @param shard the shard (partition) of the stream, from 0
 * @param sequence its number in the shard, ascending
 * @param time the event time; where the source knows none, when it was read
 * @param key the key, or {@link Value#NULL}
 * @param headers the headers, in order
 * @param value the content
 */
public record Message(
        StreamKey stream, long shard, long sequence, Instant time, Value key, List<Header> headers, Value value) {
    /** Copies the headers. */
    public Message {
        headers = List.copyOf(headers);
    }

    /** The message that an output is for the next step: at the same place of the same stream. */
    public Message followedBy(Output output) {
        return new Message(stream, shard, sequence, time, output.key(), output.headers(), output.value());
    }
}
