package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of a stream and of how far a group has got in it ({@code XINFO STREAM}, {@code XINFO GROUPS}).
 *
 * @param stream what it says of the stream
 * @param last the last entry that the group was given, or what it begins behind
 * @param read how many entries had been added up to that one; empty where the server has not counted them
 */
record GroupReach(StreamInfo stream, EntryId last, OptionalLong read) {
    /**
     * Reads the answers about a stream.
     *
     * @return empty where there is no such group
     * @throws ConnectorException where they are those of a server before version 7
     */
    static Optional<GroupReach> of(String server, String group, Object stream, Object groups)
            throws ConnectorException {
        StreamInfo info = StreamInfo.of(server, stream);
        return ((List<?>) groups)
                .stream()
                        .map(each -> Request.members((List<?>) each))
                        .filter(members -> members.get("name") instanceof byte[] name
                                && Request.text(name).equals(group))
                        .map(members -> of(info, members))
                        .findFirst();
    }

    private static GroupReach of(StreamInfo stream, Map<String, Object> group) {
        EntryId last = EntryId.parse(Request.text(
                        Optional.ofNullable(group.get("last-delivered-id")).orElseThrow()))
                .orElseThrow();
        return new GroupReach(
                stream,
                last,
                group.get("entries-read") instanceof Long read ? OptionalLong.of(read) : OptionalLong.empty());
    }

    /** Whether the group was given all that was ever added. */
    boolean isAtEnd() {
        return last.equals(stream.lastGenerated());
    }

    /** Whether an entry is there that the group was given: then nothing behind it was trimmed. */
    boolean isCovered() {
        return stream.first().filter(first -> first.compareTo(last) <= 0).isPresent();
    }
}
