package io.tapedeck.tools.convert;

import java.util.List;

/**
 * What of a source is damaged.
 *
 * @param places the damaged places, each as half a sentence
 * @param messagesLost the messages lost by it, as far as the source can tell
 * @param complete whether no message is lost, as far as the source can tell
 */
public record SourceDamage(List<String> places, long messagesLost, boolean complete) {
    static final SourceDamage NONE = new SourceDamage(List.of(), 0, true);

    /** Copies the list. */
    public SourceDamage {
        places = List.copyOf(places);
    }
}
