package io.tapedeck.connectors.redis;

import io.tapedeck.connectors.ConnectorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of a stream ({@code XINFO STREAM}).
 *
 * @param length how many entries there are
 * @param added how many were ever added
 * @param first the first entry there is, where there is one
 * @param lastGenerated the last id that was given to an entry, whether or not it is still there
 * @param maxDeleted the highest id that {@code XDEL} took; trimming does not count
 */
record StreamInfo(long length, long added, Optional<EntryId> first, EntryId lastGenerated, EntryId maxDeleted) {
    /**
     * Reads an answer.
     *
     * @throws ConnectorException where it is that of a server before version 7
     */
    static StreamInfo of(String server, Object answer) throws ConnectorException {
        Map<String, Object> members = Request.members((List<?>) answer);
        if (!(members.get("length") instanceof Long length)
                || !(members.get("entries-added") instanceof Long added)
                || !(members.get("recorded-first-entry-id") instanceof byte[] first)
                || !(members.get("last-generated-id") instanceof byte[] last)
                || !(members.get("max-deleted-entry-id") instanceof byte[] deleted)) {
            throw new ConnectorException(
                    "redis at " + server + " is older than version 7, which tells what a stream has lost; update it");
        }
        return new StreamInfo(
                length, added, length == 0 ? Optional.empty() : Optional.of(id(first)), id(last), id(deleted));
    }

    /** How many entries are gone. */
    long removed() {
        return added - length;
    }

    /**
     * Tells of entries that are gone, in words that go on behind "was trimmed: ".
     *
     * @param lost how many may be gone; empty where that is not known
     * @param last the entry behind which they stood
     * @param which what that one is, such as {@code the last that was read}
     */
    String lostBehind(OptionalLong lost, EntryId last, String which) {
        String entries = lost.isEmpty() ? "entries" : lost.getAsLong() == 1 ? "1 entry" : lost.getAsLong() + " entries";
        return entries + " behind " + last + ", " + which + ", may be gone, and "
                + first.map(id -> "the first one there now is " + id).orElse("nothing is there now");
    }

    /** Whether all that are gone stood before all that are there. */
    boolean hasNoGaps() {
        return first.isEmpty() || maxDeleted.compareTo(first.get()) < 0;
    }

    private static EntryId id(byte[] text) {
        return EntryId.parse(Request.text(text))
                .orElseThrow(() -> new AssertionError("Redis gave no id: " + Request.text(text)));
    }
}
