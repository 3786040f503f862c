package io.tapedeck.connectors.pubsub;

import io.tapedeck.connectors.StreamUrl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a topic, {@code pubsub://project/topic}.
 *
 * @param project the project's id
 * @param topic the topic's id
 */
record TopicUrl(String project, String topic) {
    private static final Pattern GRAMMAR = Pattern.compile("([A-Za-z0-9][A-Za-z0-9.:_-]*)/([^/,]*)");
    private static final Pattern ID = Pattern.compile("(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}");
    private static final String ID_FORM =
            "3 to 255 letters, digits or . _ ~ + % -, with a letter first, and not \"goog\"";

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException where it is not of this form, with a sentence that says what would be
     */
    static TopicUrl parse(StreamUrl url) {
        Matcher matcher = GRAMMAR.matcher(url.rest());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + url + "\" names no topic of a project; it would be like pubsub://my-project/orders");
        }
        if (!isId(matcher.group(2))) {
            throw new IllegalArgumentException("\"" + matcher.group(2) + "\" is not a topic's name: " + ID_FORM
                    + "; a URL would be like pubsub://my-project/orders");
        }
        return new TopicUrl(matcher.group(1), matcher.group(2));
    }

    /** Whether a text can name a topic, a subscription or a snapshot. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** What such a name is, for messages to people. */
    static String idForm() {
        return ID_FORM;
    }
}
