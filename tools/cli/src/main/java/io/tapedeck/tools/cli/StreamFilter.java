package io.tapedeck.tools.cli;

import io.tapedeck.log.EncodedMessage;
import io.tapedeck.log.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A stream, or one of its shards.
 *
 * @param stream the stream
 * @param shard the shard; empty for all
 */
record StreamFilter(StreamKey stream, OptionalLong shard) {
    /** Reads {@code orders} or {@code orders/0}. */
    static StreamFilter parse(String text) throws WrongUseException {
        int slash = text.lastIndexOf('/');
        try {
            return slash < 0
                    ? new StreamFilter(new StreamKey(text), OptionalLong.empty())
                    : new StreamFilter(
                            new StreamKey(text.substring(0, slash)),
                            OptionalLong.of(Long.parseUnsignedLong(text.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--stream " + text + ": it would be like orders, or orders/0 for one shard");
        }
    }

    static List<StreamFilter> parseAll(List<String> texts) throws WrongUseException {
        List<StreamFilter> filters = new ArrayList<>();
        for (String text : texts) {
            filters.add(parse(text));
        }
        return filters;
    }

    boolean matches(EncodedMessage message) {
        return message.stream().equals(stream) && (shard.isEmpty() || shard.getAsLong() == message.shard());
    }

    @Override
    public String toString() {
        return stream + (shard.isPresent() ? "/" + shard.getAsLong() : "");
    }
}
