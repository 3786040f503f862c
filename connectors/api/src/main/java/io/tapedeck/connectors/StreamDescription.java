package io.tapedeck.connectors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a catalog tells of one stream.
 *
 * @param listing its shards, with the times of the first and last message where the system tells
 * @param settings how the system keeps it, by the system's own words, in order
 * @param groups who reads it in groups
 */
public record StreamDescription(StreamListing listing, Map<String, String> settings, List<Group> groups) {
    /** Copies the map and the list. */
    public StreamDescription {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        groups = List.copyOf(groups);
    }

    /**
     * A group of consumers.
     *
     * @param name its name
     * @param state how it is, in the system's words
     * @param lag how many messages it has not read yet, as far as the system tells
     */
    public record Group(String name, String state, OptionalLong lag) {}
}
